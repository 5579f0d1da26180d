class A:
    def __call__(self, *args, **kw): return args, kw
a = A()
print(a(1, x=2), callable(a), A.__call__(a, 3), list(map(a, [1])))
# expect: ((1,), {'x': 2}) True ((3,), {}) [((1,), {})]
a.__call__ = lambda: "instance"
print(a())  # expect: ((), {})
class Nested:
    __call__ = A()
print(Nested()(9))  # expect: ((9,), {})
class N: pass
n = N()
n.__call__ = lambda: 1
try:
    n()
except TypeError as e:
    print(e)  # expect: 'N' object is not callable
