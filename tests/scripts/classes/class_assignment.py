class A:
    def f(self): return "A"
class B:
    def f(self): return "B"
a = A()
a.x = 1
a.__class__ = B
print(a.f(), a.x, type(a).__name__, isinstance(a, B))  # expect: B 1 B True
for value in (int, 5):
    try:
        a.__class__ = value
    except TypeError as e:
        print(e)
        # expect: __class__ assignment only supported for mutable types or ModuleType subclasses
        # expect: __class__ must be set to a class, not 'int' object
A.f = lambda self: "patched"
print(A().f())  # expect: patched
A.g = len
A.h = B.f
print(A().h(), A.__name__)  # expect: B A
A.__name__ = "Renamed"
print(A, A().__class__.__name__)  # expect: <class '__main__.A'> Renamed
class C(B): pass
C.__bases__ = (A,)
print(C.__mro__[1], C().g is len, C().h())  # expect: <class '__main__.A'> True B
