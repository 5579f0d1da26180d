def f(*a, **k): return a, k
def attempt(call):
    try:
        print(call())
    except TypeError as e:
        print(e)
attempt(lambda: f(**{1: 2}))  # expect: keywords must be strings
attempt(lambda: f(*5))  # expect: __main__.f() argument after * must be an iterable, not int
attempt(lambda: f(**5))  # expect: __main__.f() argument after ** must be a mapping, not int
attempt(lambda: f(a=1, **{"a": 2}))  # expect: __main__.f() got multiple values for keyword argument 'a'
attempt(lambda: f(**{"a": 1}, **{"a": 2}))  # expect: __main__.f() got multiple values for keyword argument 'a'
attempt(lambda: f(*None))  # expect: __main__.f() argument after * must be an iterable, not NoneType
attempt(lambda: len(x=1))  # expect: len() takes no keyword arguments
attempt(lambda: f(*iter("ab"), **{"x y": 1}))  # expect: (('a', 'b'), {'x y': 1})
