import copy
class A:
    def __init__(self, x): self.x = x
a = A([1])
b = copy.copy(a)
print(b is a, b.x is a.x, type(b).__name__)  # expect: False True A
print(copy.copy([1, 2]), copy.copy({"a": 1}), copy.copy({1}), copy.copy("s"), copy.copy(bytearray(b"x")))
# expect: [1, 2] {'a': 1} {1} s bytearray(b'x')
class S:
    __slots__ = ("a", "__b")
    def __init__(self): self.a, self.__b = 1, 2
    def b(self): return self.__b
s = copy.copy(S())
print(s.a, s.b())  # expect: 1 2
class L(list): pass
x = L([1, [2]])
x.name = "n"
y = copy.copy(x)
print(y, y.name, type(y).__name__, y[1] is x[1])  # expect: [1, [2]] n L True
class C:
    def __copy__(self): return "own copy"
print(copy.copy(C()), copy.copy(A) is A, copy.copy(None))  # expect: own copy True None
try:
    copy.copy(i for i in [])
except TypeError as error:
    print(error)
# expect: cannot pickle 'generator' object
