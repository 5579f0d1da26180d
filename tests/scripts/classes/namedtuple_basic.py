from collections import namedtuple
from typing import NamedTuple
P = namedtuple("P", "x y", defaults=[5])
p = P(1)
print(p, p.x, p[1], p._asdict(), p._replace(x=9), P._fields, P._make([7, 8]), p == (1, 5), P(y=2, x=3))
# expect: P(x=1, y=5) 1 5 {'x': 1, 'y': 5} P(x=9, y=5) ('x', 'y') P(x=7, y=8) True P(x=3, y=2)
class Q(NamedTuple):
    a: int
    b: str = "b"
    def total(self): return self.a * 2
print(Q(1), Q(3).total(), Q._field_defaults)  # expect: Q(a=1, b='b') 6 {'b': 'b'}
a, b = Q(1)
print(a, b)  # expect: 1 b
match P(1, 2):
    case P(x=1, y=y): print("y", y)  # expect: y 2
try:
    P()
except TypeError as e:
    print(e)  # expect: P.__new__() missing 1 required positional argument: 'x'
