def attempt(code):
    try:
        exec(code)
    except Exception as e:
        print(type(e).__name__, e, sep=": ")
attempt("[][0] = 1")  # expect: IndexError: list assignment index out of range
attempt("(1,)[0] = 1")  # expect: TypeError: 'tuple' object does not support item assignment
attempt("'a'[0] = 'b'")  # expect: TypeError: 'str' object does not support item assignment
attempt("None[0] = 1")  # expect: TypeError: 'NoneType' object does not support item assignment
attempt("{}[{}] = 1")  # expect: TypeError: unhashable type: 'dict'
attempt("[1]['x'] = 1")  # expect: TypeError: list indices must be integers or slices, not str
attempt("range(3)[0] = 1")  # expect: TypeError: 'range' object does not support item assignment
attempt("b'a'[0] = 1")  # expect: TypeError: 'bytes' object does not support item assignment
