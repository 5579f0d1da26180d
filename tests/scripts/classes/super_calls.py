class A:
    def f(self): return ["A"]
class B(A):
    def f(self): return ["B"] + super().f()
class C(A):
    def f(self): return ["C"] + super().f()
class D(B, C):
    def f(self): return ["D"] + super().f()
    @classmethod
    def make(cls): return super().__new__(cls)
print(D().f(), super(B, D()).f(), super(D, D).f(D()), type(D.make()).__name__)
# expect: ['D', 'B', 'C', 'A'] ['C', 'A'] ['B', 'C', 'A'] D
class E(D):
    def f(self): return [super().f() for _ in range(1)]
print(E().f())  # expect: [['D', 'B', 'C', 'A']]
s = super(C, D())
print(s.__thisclass__, s.__self_class__, repr(s).startswith("<super: <class 'C'>, <D object>"[:7]))
# expect: <class '__main__.C'> <class '__main__.D'> True
