print(isinstance(1, int), isinstance(1, (str, int)), isinstance(True, int), isinstance("a", int | str), isinstance(None, type(None)), isinstance(int, type), isinstance(1, object), isinstance([], (tuple, (dict, (list,)))))
# expect: True True True True True True True True
print(issubclass(bool, int), issubclass(int, (str, object)), issubclass(int, int | None), issubclass(ValueError, Exception), issubclass(type, object))
# expect: True True True True True
def attempt(f):
    try:
        f()
    except TypeError as e:
        print(e)
attempt(lambda: isinstance(1, 5))  # expect: isinstance() arg 2 must be a type, a tuple of types, or a union
attempt(lambda: isinstance(1, [int]))  # expect: isinstance() arg 2 must be a type, a tuple of types, or a union
attempt(lambda: issubclass(1, int))  # expect: issubclass() arg 1 must be a class
attempt(lambda: issubclass(int, "x"))  # expect: issubclass() arg 2 must be a class, a tuple of classes, or a union
attempt(lambda: isinstance(1))  # expect: isinstance expected 2 arguments, got 1
