def f(a, b=2, *args, c, d=4, **kw) -> int:
    "Doc."
    local = 1
f.extra = 1
print(f.__name__, f.__qualname__, f.__doc__, f.__module__)  # expect: f f Doc. __main__
print(f.__defaults__, f.__kwdefaults__, f.__annotations__)  # expect: (2,) {'d': 4} {'return': <class 'int'>}
print(f.__dict__)  # expect: {'extra': 1}
c = f.__code__
print(c.co_argcount, c.co_kwonlyargcount, c.co_varnames, c.co_name)
# expect: 2 2 ('a', 'b', 'c', 'd', 'args', 'kw', 'local') f
class K:
    def m(self): pass
print(K.m.__qualname__, (lambda: 0).__name__)  # expect: K.m <lambda>
