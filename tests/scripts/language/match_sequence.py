def f(v):
    match v:
        case []:
            return "empty"
        case [x]:
            return f"one {x}"
        case [1, *rest]:
            return f"starts with 1, then {rest}"
        case (a, b):
            return f"pair {a} {b}"
        case [first, *_, last]:
            return f"{first}..{last}"
        case _:
            return "no sequence"
for v in ([], [5], (1, 2, 3), [7, 8], (7, 8, 9), "ab", b"ab", {1, 2}, range(3), [1]):
    print(v, f(v))
    # expect: [] empty
    # expect: [5] one 5
    # expect: (1, 2, 3) starts with 1, then [2, 3]
    # expect: [7, 8] pair 7 8
    # expect: (7, 8, 9) 7..9
    # expect: ab no sequence
    # expect: b'ab' no sequence
    # expect: {1, 2} no sequence
    # expect: range(0, 3) 0..2
    # expect: [1] one 1
