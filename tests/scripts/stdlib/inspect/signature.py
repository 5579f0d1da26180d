import functools
import inspect
def f(a, b: int, /, c, d=1, *args: int, e, g: str = "x", **kw) -> None: pass
class C:
    def __init__(self, x, y=2): pass
    def m(self, a): pass
    @classmethod
    def cm(cls, b): pass
    @staticmethod
    def sm(c): pass
class Call:
    def __call__(self, q): pass
print(inspect.signature(f))  # expect: (a, b: int, /, c, d=1, *args: int, e, g: str = 'x', **kw) -> None
for obj in (C, C.m, C(1).m, C.cm, C.sm, Call(), lambda *, a=0: 0, functools.partial(f, 1, g="u")):
    print(inspect.signature(obj))
# expect: (x, y=2)
# expect: (self, a)
# expect: (a)
# expect: (b)
# expect: (c)
# expect: (q)
# expect: (*, a=0)
# expect: (b: int, /, c, d=1, *args: int, e, g: str = 'u', **kw) -> None
@functools.wraps(f)
def wrapper(*args, **kwargs): pass
print(inspect.signature(wrapper) == inspect.signature(f), inspect.signature(wrapper, follow_wrapped=False))
# expect: True (*args: int, **kwargs) -> None
p = inspect.signature(f).parameters["d"]
print(p, repr(p), p.default, p.kind, p.annotation is inspect.Parameter.empty, list(inspect.signature(f).parameters))
# expect: d=1 <Parameter "d=1"> 1 POSITIONAL_OR_KEYWORD True ['a', 'b', 'c', 'd', 'args', 'e', 'g', 'kw']
try:
    inspect.signature(3)
except TypeError as error:
    print(error)
# expect: 3 is not a callable object
