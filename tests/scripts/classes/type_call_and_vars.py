class A:
    def __init__(self, **kw): self.__dict__.update(kw)
a = A(x=1, y=[2])
print(vars(a), a.y, A.__init__.__qualname__, type.__call__(A, z=3).z)  # expect: {'x': 1, 'y': [2]} [2] A.__init__ 3
ns = type("NS", (), dict(a=1, b=lambda self, k: self.a + k))
print(ns().b(4), ns.__qualname__, ns.__module__)  # expect: 5 NS __main__
print(object.__repr__(5).startswith("<int object at"), object.__str__("x"), int.__add__(1, 2), str.__len__("abc"), list.__getitem__([1, 2], 1))
# expect: True 'x' 3 3 2
try:
    int.__add__("a", 1)
except TypeError as e:
    print(e)  # expect: descriptor '__add__' requires a 'int' object but received a 'str'
print(int.__add__(1, "a"), (1).__eq__("a"), "a".__lt__(5))  # expect: NotImplemented NotImplemented NotImplemented
