class Len:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
class B:
    def __bool__(self): return False
for v in (0, 0.0, 0j, "", b"", [], (), {}, set(), range(0), None, False, Len(0), B()):
    if v:
        print("wrong", v)
for v in (1, -1, 0.1, "0", b"\0", [0], (0,), {0: 0}, {0}, range(1), object(), Len(1), ..., NotImplemented is not None):
    if not v:
        print("wrong", v)
class Bad:
    def __bool__(self): return 2
try:
    bool(Bad())
except TypeError as e:
    print(e)  # expect: __bool__ should return bool, returned int
class BadLen:
    def __len__(self): return -1
try:
    bool(BadLen())
except ValueError as e:
    print(e)  # expect: __len__() should return >= 0
