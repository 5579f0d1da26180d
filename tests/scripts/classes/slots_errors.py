def attempt(code):
    try:
        exec(code)
    except Exception as e:
        print(type(e).__name__, e)
attempt("class A:\n    __slots__ = ('x',)\n    x = 1")
# expect: ValueError 'x' in __slots__ conflicts with class variable
attempt("class A:\n    __slots__ = (5,)")  # expect: TypeError __slots__ items must be strings, not 'int'
attempt("class A:\n    __slots__ = ('a b',)")  # expect: TypeError __slots__ must be identifiers
attempt("class A(int):\n    __slots__ = ('a',)\nprint(A(3).real)")
# expect: TypeError nonempty __slots__ not supported for subtype of 'int'
attempt("class A:\n    __slots__ = ('__dict__', 'x')\na = A()\na.q = 1\nprint(a.__dict__)")  # expect: {'q': 1}
attempt("class A:\n    __slots__ = ('a',)\nclass B:\n    __slots__ = ('b',)\nclass C(A, B): pass")
# expect: TypeError multiple bases have instance lay-out conflict
