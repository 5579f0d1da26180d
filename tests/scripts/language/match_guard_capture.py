def f(v):
    match v:
        case [a, b] if a > b: return "descending"
        case [a, b] as pair if a == b: return f"equal {pair}"
        case (1 | 2 | 3) as n: return f"small {n}"
        case {"k": [_, (str() as s) | {"in": s}]}: return s
        case x if (y := x) and False: return "never"
        case x: return f"any {x}"
print(f([2, 1]), f([1, 1]), f(2), f({"k": [0, "t"]}), f({"k": [0, {"in": "deep"}]}), f("z"))
# expect: descending equal [1, 1] small 2 t deep any z
