from dataclasses import dataclass, field
import copy
@dataclass(frozen=True, slots=True)
class S:
    a: int
    b: int = 2
    c: list = field(default_factory=list, init=False)
    d: int = field(default=7, init=False)
s = S(1)
print(s, S.__slots__, hasattr(s, "__dict__"), copy.deepcopy(s) == s, copy.copy(s))
# expect: S(a=1, b=2, c=[], d=7) ('a', 'b', 'c', 'd') False True S(a=1, b=2, c=[], d=7)
try:
    s.a = 3
except AttributeError as error:
    print(error)
# expect: cannot assign to field 'a'
@dataclass(slots=True)
class T(S.__base__):
    x: int = 1
t = T()
t.x = 5
print(t)  # expect: T(x=5)
try:
    t.y = 1
except AttributeError as error:
    print(error)
# expect: 'T' object has no attribute 'y' and no __dict__ for setting new attributes
@dataclass(slots=True)
class U(T):
    z: int = 3
print(U.__slots__, U())  # expect: ('z',) U(x=1, z=3)
