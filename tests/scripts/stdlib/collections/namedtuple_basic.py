from collections import namedtuple

Point = namedtuple("Point", ["x", "y"])
p = Point(1, y=2)
print(p)  # expect: Point(x=1, y=2)
print(p.x, p[1], len(p), tuple(p))  # expect: 1 2 2 (1, 2)
x, y = p
print(x, y, p == (1, 2), isinstance(p, tuple), hash(p) == hash((1, 2)))  # expect: 1 2 True True True
print(Point._fields, Point.__doc__, Point.__match_args__)  # expect: ('x', 'y') Point(x, y) ('x', 'y')
print(p._replace(x=10), p._asdict(), Point._make([5, 6]))  # expect: Point(x=10, y=2) {'x': 1, 'y': 2} Point(x=5, y=6)
print(Point.x.__doc__)  # expect: Alias for field number 0
print(Point.__name__, Point.__module__, Point.__slots__)  # expect: Point __main__ ()
