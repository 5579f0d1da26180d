def f(v):
    match v:
        case {"type": "circle", "r": r}:
            return f"circle {r}"
        case {"type": str(t), **rest}:
            return f"{t} {rest}"
        case {1: x, -2: y}:
            return x, y
        case {}:
            return "some mapping"
        case _:
            return "none"
print(f({"type": "circle", "r": 2, "extra": 0}))  # expect: circle 2
print(f({"type": "box", "w": 1}))  # expect: box {'w': 1}
print(f({1: "a", -2: "b"}))  # expect: ('a', 'b')
print(f({}), f([]))  # expect: some mapping none
from collections import defaultdict
d = defaultdict(list)
match d:
    case {"missing": _}: print("matched")
    case _: print("not matched", dict(d))  # expect: not matched {}
