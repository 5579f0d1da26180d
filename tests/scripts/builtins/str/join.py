print(",".join(["a", "b"]), "".join([]), "-".join("abc"), ", ".join(str(i) for i in range(3)), "x".join(["only"]))
# expect: a,b  a-b-c 0, 1, 2 only
try:
    ",".join([1, "a"])
except TypeError as e:
    print(e)  # expect: sequence item 0: expected str instance, int found
try:
    ",".join(["a", None])
except TypeError as e:
    print(e)  # expect: sequence item 1: expected str instance, NoneType found
try:
    ",".join(5)
except TypeError as e:
    print(e)  # expect: can only join an iterable
