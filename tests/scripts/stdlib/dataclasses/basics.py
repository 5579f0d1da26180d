from dataclasses import dataclass, field, fields
@dataclass
class Point:
    x: int
    y: int = 0
    tags: list = field(default_factory=list, repr=False)
p = Point(1)
print(p, p == Point(1, 0), p == Point(2), p != 3)  # expect: Point(x=1, y=0) True False True
print(Point.__doc__, Point.__match_args__, Point.__init__.__annotations__)
# expect: Point(x: int, y: int = 0, tags: list = <factory>) ('x', 'y', 'tags') {'x': <class 'int'>, 'y': <class 'int'>, 'tags': <class 'list'>, 'return': None}
print([f.name for f in fields(p)], p.tags is Point(1).tags, Point.y)  # expect: ['x', 'y', 'tags'] False 0
for attempt in (lambda: Point(), lambda: Point(1, 2, 3, 4), lambda: hash(p), lambda: p < p):
    try:
        attempt()
    except TypeError as error:
        print(error)
# expect: Point.__init__() missing 1 required positional argument: 'x'
# expect: Point.__init__() takes from 2 to 4 positional arguments but 5 were given
# expect: unhashable type: 'Point'
# expect: '<' not supported between instances of 'Point' and 'Point'
match p:
    case Point(x, 0):
        print("matched", x)
# expect: matched 1
@dataclass
class Empty: pass
print(Empty(), Empty() == Empty(), Empty.__doc__)  # expect: Empty() True Empty()
