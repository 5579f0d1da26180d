def attempt(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
t = (1, 2)
attempt(lambda: t.__setitem__(0, 1))  # expect: AttributeError 'tuple' object has no attribute '__setitem__'
attempt(lambda: t[5])  # expect: IndexError tuple index out of range
attempt(lambda: t["a"])  # expect: TypeError tuple indices must be integers or slices, not str
attempt(lambda: t + [1])  # expect: TypeError can only concatenate tuple (not "list") to tuple
attempt(lambda: t.index(9))  # expect: ValueError tuple.index(x): x not in tuple
attempt(lambda: hash((1, [])))  # expect: TypeError unhashable type: 'list'
attempt(lambda: t.append(1))  # expect: AttributeError 'tuple' object has no attribute 'append'
attempt(lambda: tuple(5))  # expect: TypeError 'int' object is not iterable
attempt(lambda: (1, "a") < (1, 2))  # expect: TypeError '<' not supported between instances of 'str' and 'int'
attempt(lambda: t * t)  # expect: TypeError can't multiply sequence by non-int of type 'tuple'
