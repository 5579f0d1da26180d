class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y):
        self.x, self.y = x, y
def f(p):
    match p:
        case Point(0, 0): return "origin"
        case Point(0, y): return f"on y at {y}"
        case Point(x=x, y=0): return f"on x at {x}"
        case Point(x, y=z) if x == z: return f"diagonal {x}"
        case Point(): return "elsewhere"
        case int(n) | float(n): return f"number {n}"
        case str(): return "text"
        case list([a, b]): return a + b
        case dict(d): return len(d)
        case _: return "?"
for p in (Point(0, 0), Point(0, 2), Point(3, 0), Point(4, 4), Point(1, 2), 5, 2.5, "s", [1, 2], {1: 1}, None, True):
    print(f(p))
    # expect: origin
    # expect: on y at 2
    # expect: on x at 3
    # expect: diagonal 4
    # expect: elsewhere
    # expect: number 5
    # expect: number 2.5
    # expect: text
    # expect: 3
    # expect: 1
    # expect: ?
    # expect: number True
