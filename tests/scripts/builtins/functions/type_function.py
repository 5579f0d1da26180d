print(type(1), type("a"), type(None), type(type), type(len), type(lambda: 0), type([].append), type(print), type(...), type(NotImplemented), type(range(1)))
# expect: <class 'int'> <class 'str'> <class 'NoneType'> <class 'type'> <class 'builtin_function_or_method'> <class 'function'> <class 'builtin_function_or_method'> <class 'builtin_function_or_method'> <class 'ellipsis'> <class 'NotImplementedType'> <class 'range'>
C = type("C", (), {"x": 1, "m": lambda self: self.x})
print(C, C().m(), C.__name__, C.__bases__, type(C()) is C)
# expect: <class '__main__.C'> 1 C (<class 'object'>,) True
D = type("D", (C,), {})
print(D().x, D.__mro__)  # expect: 1 (<class '__main__.D'>, <class '__main__.C'>, <class 'object'>)
for args in ((1, 2), ("X", 5, {}), (5, (), {}), ("X", (5,), {}), ()):
    try:
        type(*args)
    except TypeError as e:
        print(e)
        # expect: type() takes 1 or 3 arguments
        # expect: type.__new__() argument 2 must be tuple, not int
        # expect: type.__new__() argument 1 must be str, not int
        # expect: metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases
        # expect: type() takes 1 or 3 arguments
