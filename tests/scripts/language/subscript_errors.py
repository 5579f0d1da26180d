def attempt(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e, sep=": ")
attempt(lambda: [1][1])  # expect: IndexError: list index out of range
attempt(lambda: (1,)[-2])  # expect: IndexError: tuple index out of range
attempt(lambda: "a"[3])  # expect: IndexError: string index out of range
attempt(lambda: {}["k"])  # expect: KeyError: 'k'
attempt(lambda: {1: 2}[(1, 2)])  # expect: KeyError: (1, 2)
for value, key in [(5, 0), (None, "a"), ([1], "a"), ("a", 1.0), ((1,), None), (len, 0), ({1}, 0), (b"a", "x")]:
    attempt(lambda: value[key])
# expect: TypeError: 'int' object is not subscriptable
# expect: TypeError: 'NoneType' object is not subscriptable
# expect: TypeError: list indices must be integers or slices, not str
# expect: TypeError: string indices must be integers, not 'float'
# expect: TypeError: tuple indices must be integers or slices, not NoneType
# expect: TypeError: 'builtin_function_or_method' object is not subscriptable
# expect: TypeError: 'set' object is not subscriptable
# expect: TypeError: byte indices must be integers or slices, not str
attempt(lambda: {}[list()])  # expect: TypeError: unhashable type: 'list'
attempt(lambda: [1, 2][::0])  # expect: ValueError: slice step cannot be zero
attempt(lambda: int[0])  # expect: TypeError: type 'int' is not subscriptable
attempt(lambda: range(3)[5])  # expect: IndexError: range object index out of range
