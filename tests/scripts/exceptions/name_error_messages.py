def attempt(code):
    try:
        exec(code, {})
    except Exception as e:
        print(type(e).__name__, e, getattr(e, "name", None))
attempt("undefined")  # expect: NameError name 'undefined' is not defined undefined
attempt("def f():\n    x\n    x = 1\nf()")
# expect: UnboundLocalError cannot access local variable 'x' where it is not associated with a value None
attempt("def f():\n    def g(): return v\n    g()\n    v = 1\nf()")
# expect: NameError cannot access free variable 'v' where it is not associated with a value in enclosing scope v
attempt("import nothing_here")  # expect: ModuleNotFoundError No module named 'nothing_here' nothing_here
attempt("from time import nothing")
# expect: ImportError cannot import name 'nothing' from 'time' (unknown location) time
attempt("import math.nothing")
# expect: ModuleNotFoundError No module named 'math.nothing'; 'math' is not a package math.nothing
attempt("from nothing_here import x")  # expect: ModuleNotFoundError No module named 'nothing_here' nothing_here
attempt("del q")  # expect: NameError name 'q' is not defined q
