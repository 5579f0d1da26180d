a = list("abcde")
print(a[-1], a[-5], a.index("c", -3), a.index("b", 0, 3), a.pop(-2), a)  # expect: e a 2 1 d ['a', 'b', 'c', 'e']
a[-1] = "E"
print(a)  # expect: ['a', 'b', 'c', 'E']
class I:
    def __index__(self): return 1
print(a[I()], a[I():], [1, 2, 3][True])  # expect: b ['b', 'c', 'E'] 2
