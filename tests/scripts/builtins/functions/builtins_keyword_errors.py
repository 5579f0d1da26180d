def attempt(f):
    try:
        f()
    except TypeError as e:
        print(e)
attempt(lambda: len(obj=[]))  # expect: len() takes no keyword arguments
attempt(lambda: sorted())  # expect: sorted expected 1 argument, got 0
attempt(lambda: sorted([1], rev=True))  # expect: sort() got an unexpected keyword argument 'rev'
attempt(lambda: print(1, end=2))  # expect: end must be None or a string, not int
attempt(lambda: int(x=5))  # expect: int() got an unexpected keyword argument 'x'
attempt(lambda: enumerate())  # expect: enumerate() missing required argument 'iterable'
attempt(lambda: isinstance())  # expect: isinstance expected 2 arguments, got 0
attempt(lambda: ord())  # expect: ord() takes exactly one argument (0 given)
attempt(lambda: abs(1, 2))  # expect: abs() takes exactly one argument (2 given)
attempt(lambda: sum([1], 2, 3))  # expect: sum() takes at most 2 arguments (3 given)
attempt(lambda: zip([1], strict=True, x=1))  # expect: zip() takes at most 1 keyword argument (2 given)
attempt(lambda: divmod(1))  # expect: divmod expected 2 arguments, got 1
attempt(lambda: range(1, b=2))  # expect: range() takes no keyword arguments
attempt(lambda: "".split(1, 2, 3))  # expect: split() takes at most 2 arguments (3 given)
attempt(lambda: dict.get({}))  # expect: get expected at least 1 argument, got 0
attempt(lambda: [].sort(1))  # expect: sort() takes no positional arguments
attempt(lambda: bool(x=1))  # expect: bool() takes no keyword arguments
attempt(lambda: float(1, 2))  # expect: float expected at most 1 argument, got 2
attempt(lambda: str(1, 2, 3, 4))  # expect: str expected at most 3 arguments, got 4
attempt(lambda: list(a=1))  # expect: list() takes no keyword arguments
