class A:
    def __init__(self): self.log = []
    def __iadd__(self, o):
        self.log.append(o)
        return self
    def __mul__(self, o): return "mul"
    def __isub__(self, o): return NotImplemented
    def __sub__(self, o): return "sub"
a = b = A()
a += 1
a += 2
print(a is b, b.log)  # expect: True [1, 2]
a *= 3
print(a)  # expect: mul
c = A()
c -= 1
print(c)  # expect: sub
class D:
    __iadd__ = None
d = D()
try:
    d += 1
except TypeError as e:
    print(e)  # expect: 'NoneType' object is not callable
try:
    d -= 1
except TypeError as e:
    print(e)  # expect: unsupported operand type(s) for -=: 'D' and 'int'
