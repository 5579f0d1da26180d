class A:
    "Doc of A."
    x = 1
    def __init__(self, v): self.v = v
    def get(self): return self.v
a = A(5)
print(A, A.__name__, A.__doc__, A.__module__, A.__bases__, A.x, a.x, a.v, a.get(), A.get(a), a.__class__ is A, a.__dict__)
# expect: <class '__main__.A'> A Doc of A. __main__ (<class 'object'>,) 1 1 5 5 5 True {'v': 5}
a.x = 2
print(a.x, A.x, a.__dict__)  # expect: 2 1 {'v': 5, 'x': 2}
del a.x
print(a.x, sorted(k for k in A.__dict__ if not k.startswith("__")), type(A.__dict__).__name__)
# expect: 1 ['get', 'x'] mappingproxy
class B(A): pass
print(B(1).get(), B.__mro__, issubclass(B, A), isinstance(B(1), A), B.__base__)
# expect: 1 (<class '__main__.B'>, <class '__main__.A'>, <class 'object'>) True True <class '__main__.A'>
