def g(a, *args, k=1, **kw):
    a += 1
    def inner(): return a + k
    yield a, args, k, kw
    k = 10
    yield inner()
    yield (lambda: a)()
print(list(g(1, 2, k=3, z=4)))  # expect: [(2, (2,), 3, {'z': 4}), 12, 2]
try:
    g()
except TypeError as e:
    print(e)  # expect: g() missing 1 required positional argument: 'a'
class C:
    def __iter__(self):
        yield from self.items
    items = [1, 2]
    @property
    def p(self): yield 5
    @staticmethod
    def s(): yield 6
    @classmethod
    def c(cls): yield cls.__name__
print(list(C()), list(C().p), list(C.s()), list(C.c()))  # expect: [1, 2] [5] [6] ['C']
