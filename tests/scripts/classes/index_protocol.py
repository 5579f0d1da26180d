class I:
    def __index__(self): return 2
i = I()
print([10, 20, 30][i], "abc"[i], range(5)[i], [0] * i, hex(i), list(range(i)), (1, 2, 3)[:i], bytes(i), round(1.2345, i), chr(i) == "\x02", int(i), float(i))
# expect: 30 c 2 [0, 0] 0x2 [0, 1] (1, 2) b'\x00\x00' 1.23 True 2 2.0
class Bad:
    def __index__(self): return "x"
for f in (lambda: [1][Bad()], lambda: range(Bad()), lambda: [1].__getitem__(1.0), lambda: int(Bad())):
    try:
        f()
    except TypeError as e:
        print(e)
        # expect: __index__ returned non-int (type str)
        # expect: __index__ returned non-int (type str)
        # expect: list indices must be integers or slices, not float
        # expect: __index__ returned non-int (type str)
