def kind(v):
    match v:
        case 0:
            return "zero"
        case -1 | 1:
            return "unit"
        case "a" "b":
            return "string ab"
        case None:
            return "none"
        case True:
            return "true"
        case 2.5:
            return "float"
        case 1+2j:
            return "complex"
        case b"x":
            return "bytes"
        case _:
            return "other"
for v in (0, -1, 1, "ab", None, True, 2.5, 1+2j, b"x", [], False):
    print(repr(v), kind(v))
    # expect: 0 zero
    # expect: -1 unit
    # expect: 1 unit
    # expect: 'ab' string ab
    # expect: None none
    # expect: True unit
    # expect: 2.5 float
    # expect: (1+2j) complex
    # expect: b'x' bytes
    # expect: [] other
    # expect: False zero
