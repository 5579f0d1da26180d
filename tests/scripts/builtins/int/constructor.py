print(int("42"), int("  -7\n"), int("ff", 16), int("0xff", 0), int("0b11", 0), int("z", 36), int("1_000"))
# expect: 42 -7 255 255 3 35 1000
print(int(3.9), int(-3.9), int(True), int(), int(b"12"), int("٣"))  # expect: 3 -3 1 0 12 3
class N:
    def __int__(self): return 5
class I:
    def __index__(self): return 6
print(int(N()), int(I()))  # expect: 5 6
