# A cached lookup must notice that a class on the way changed.
class A:
    v = 1
    def f(self): return "A.f"
class B(A): pass
b = B()
def read(): return b.v, b.f()
print(read(), read())  # expect: (1, 'A.f') (1, 'A.f')
A.v = 2
print(read())  # expect: (2, 'A.f')
B.v = 3
B.f = lambda self: "B.f"
print(read())  # expect: (3, 'B.f')
b.v = 4
print(read())  # expect: (4, 'B.f')
del B.f, B.v, b.v
print(read())  # expect: (2, 'A.f')
b.f = lambda: "instance"
print(read())  # expect: (2, 'instance')
