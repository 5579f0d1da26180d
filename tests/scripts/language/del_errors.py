def attempt(code):
    try:
        exec(code)
    except Exception as e:
        print(type(e).__name__, e)
attempt("del [1][5]")  # expect: IndexError list assignment index out of range
attempt("del (1,)[0]")  # expect: TypeError 'tuple' object doesn't support item deletion
attempt("del {}['k']")  # expect: KeyError 'k'
attempt("del 'abc'[0]")  # expect: TypeError 'str' object doesn't support item deletion
attempt("del object().x")
# expect: AttributeError 'object' object has no attribute 'x' and no __dict__ for setting new attributes
attempt("del int.real")  # expect: TypeError cannot set 'real' attribute of immutable type 'int'
