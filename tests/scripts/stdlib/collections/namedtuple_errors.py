from collections import namedtuple


def attempt(call):
    try:
        call()
    except Exception as e:
        print(f"{type(e).__name__}: {e}")


Point = namedtuple("Point", "x y")
attempt(lambda: Point(1))  # expect: TypeError: Point.__new__() missing 1 required positional argument: 'y'
attempt(lambda: Point(1, 2, 3))  # expect: TypeError: Point.__new__() takes 3 positional arguments but 4 were given
attempt(lambda: Point(1, z=2))  # expect: TypeError: Point.__new__() got an unexpected keyword argument 'z'
attempt(lambda: Point._make([1]))  # expect: TypeError: Expected 2 arguments, got 1
attempt(lambda: Point(1, 2)._replace(z=3))  # expect: TypeError: Got unexpected field names: ['z']
attempt(lambda: setattr(Point(1, 2), "x", 5))  # expect: AttributeError: can't set attribute
attempt(lambda: Point(1, 2).z)  # expect: AttributeError: 'Point' object has no attribute 'z'
attempt(lambda: namedtuple("1x", "a"))  # expect: ValueError: Type names and field names must be valid identifiers: '1x'
attempt(lambda: namedtuple("class", "a"))  # expect: ValueError: Type names and field names cannot be a keyword: 'class'
attempt(lambda: namedtuple("T", "a a"))  # expect: ValueError: Encountered duplicate field name: 'a'
attempt(lambda: namedtuple("T", "_a"))  # expect: ValueError: Field names cannot start with an underscore: '_a'
attempt(lambda: namedtuple("T", ["a b"]))
# expect: ValueError: Type names and field names must be valid identifiers: 'a b'
