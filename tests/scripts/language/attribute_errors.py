def attempt(code):
    try:
        exec(code)
    except Exception as e:
        print(type(e).__name__, e, sep=": ")
class C:
    def meth(self): pass
attempt("(5).missing")  # expect: AttributeError: 'int' object has no attribute 'missing'
attempt("None.foo")  # expect: AttributeError: 'NoneType' object has no attribute 'foo'
attempt("'a'.appendd")  # expect: AttributeError: 'str' object has no attribute 'appendd'
attempt("C().x")  # expect: AttributeError: 'C' object has no attribute 'x'
attempt("C.x")  # expect: AttributeError: type object 'C' has no attribute 'x'
attempt("(5).x = 1")
# expect: AttributeError: 'int' object has no attribute 'x' and no __dict__ for setting new attributes
attempt("None.x = 1")
# expect: AttributeError: 'NoneType' object has no attribute 'x' and no __dict__ for setting new attributes
attempt("C().meth.y = 1")
# expect: AttributeError: 'method' object has no attribute 'y' and no __dict__ for setting new attributes
attempt("len.x = 1")
# expect: AttributeError: 'builtin_function_or_method' object has no attribute 'x' and no __dict__ for setting new attributes
attempt("int.x = 1")  # expect: TypeError: cannot set 'x' attribute of immutable type 'int'
attempt("import math; math.nothing")  # expect: AttributeError: module 'math' has no attribute 'nothing'
attempt("[].append = 1")  # expect: AttributeError: 'list' object attribute 'append' is read-only
attempt("del C().x")  # expect: AttributeError: 'C' object has no attribute 'x'
attempt("C().meth.zzz")  # expect: AttributeError: 'function' object has no attribute 'zzz'
