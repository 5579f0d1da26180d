from typing import NamedTuple
class Point(NamedTuple):
    "A point."
    x: int
    y: int = 0
    def norm(self): return abs(self.x) + abs(self.y)
    @property
    def swapped(self): return Point(self.y, self.x)
p = Point(3)
print(p, p.norm(), p.swapped, p == (3, 0), p._fields, Point._field_defaults, Point.__annotations__, Point.__doc__)
# expect: Point(x=3, y=0) 3 Point(x=0, y=3) True ('x', 'y') {'y': 0} {'x': <class 'int'>, 'y': <class 'int'>} A point.
x, y = p
print(x, y, p._replace(y=5), p._asdict(), isinstance(p, tuple))  # expect: 3 0 Point(x=3, y=5) {'x': 3, 'y': 0} True
Old = NamedTuple("Old", [("a", int), ("b", str)])
print(Old(1, "b"))  # expect: Old(a=1, b='b')
try:
    class Bad(NamedTuple):
        a: int = 1
        b: int
except TypeError as error:
    print(error)
# expect: Non-default namedtuple field b cannot follow default field a
try:
    Point()
except TypeError as error:
    print(error)
# expect: Point.__new__() missing 1 required positional argument: 'x'
