print(min(3, 1, 2), max([1, 5, 2]), min("hello"), max("a", "b", key=ord), min([], default="d"), max([(1, 2), (1, 3)]), min({3: "a", 1: "b"}))
# expect: 1 5 e b d (1, 3) 1
print(max([1, -5, 3], key=abs), min(["bb", "a", "c"], key=len), max(1, 1.0), min(1.0, 1), max("abc", "abd", "ab"), max(range(5), key=lambda v: -v))
# expect: -5 a 1 1.0 abd 0
def attempt(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: min([]))  # expect: ValueError min() iterable argument is empty
attempt(lambda: max())  # expect: TypeError max expected at least 1 argument, got 0
attempt(lambda: min(5))  # expect: TypeError 'int' object is not iterable
attempt(lambda: max(1, "a"))  # expect: TypeError '>' not supported between instances of 'str' and 'int'
attempt(lambda: max(1, 2, default=3))
# expect: TypeError Cannot specify a default for max() with multiple positional arguments
attempt(lambda: max([1], key=5))  # expect: TypeError 'int' object is not callable
