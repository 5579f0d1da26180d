from collections import namedtuple


class Point(namedtuple("Base", "x y")):
    __slots__ = ()

    @property
    def norm(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)


p = Point(3, 4)
print(p, p.norm, p + p)  # expect: Point(x=3, y=4) 5.0 Point(x=6, y=8)
print(p._replace(x=0), type(p._replace(x=0)).__name__)  # expect: Point(x=0, y=4) Point
match p:
    case Point(x=3, y=other):
        print("matched", other)  # expect: matched 4
match p:
    case Point(a, b):
        print(a, b)  # expect: 3 4
