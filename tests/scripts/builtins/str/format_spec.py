for spec in ("", "10", ">10", "<10|", "^10|", "*^10", ".2", "10.3|", "s", "05", "é>6"):
    print(spec, format("hello"[:4], spec) + "|")  # raises: ValueError: Unknown format code '|' for object of type 'str'
    # expect:  hell|
    # expect: 10 hell      |
    # expect: >10       hell|
for spec in ("d", "=5", "+", ",", ".2f", "#"):
    try:
        format("x", spec)
    except ValueError as e:
        print(e)
