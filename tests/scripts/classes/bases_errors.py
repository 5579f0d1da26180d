def attempt(code):
    try:
        exec(code)
    except TypeError as e:
        print(e)
attempt("class A(5): pass")  # expect: int expected at most 2 arguments, got 3
attempt("class A(None): pass")  # expect: NoneType takes no arguments
attempt("class A(bool): pass")  # expect: type 'bool' is not an acceptable base type
attempt("class A(int, str): pass")  # expect: multiple bases have instance lay-out conflict
attempt("class A(lambda: 0): pass")  # expect: function() argument 'code' must be code, not str
attempt("class A(type(None)): pass")  # expect: type 'NoneType' is not an acceptable base type
attempt("class A(range): pass")  # expect: type 'range' is not an acceptable base type
attempt("class A(type(lambda: 0)): pass")  # expect: type 'function' is not an acceptable base type
attempt("class A(slice): pass")  # expect: type 'slice' is not an acceptable base type
