def show(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e, sep=": ")
        # expect: ValueError: not enough values to unpack (expected 3, got 2)
        # expect: ValueError: too many values to unpack (expected 2)
        # expect: ValueError: not enough values to unpack (expected at least 2, got 1)
        # expect: TypeError: cannot unpack non-iterable int object
        # expect: ValueError: too many values to unpack (expected 2)
        # expect: TypeError: cannot unpack non-iterable NoneType object
def few():
    a, b, c = 1, 2
def many():
    a, b = 1, 2, 3
def star():
    a, *b, c = [1]
def not_iterable():
    a, b = 5
def iterator_many():
    a, b = iter("abcdef")
def none():
    [a] = None
for f in (few, many, star, not_iterable, iterator_many, none):
    show(f)
