# None in place of a special method switches the operation off.
class A:
    __hash__ = None
    __len__ = None
    __iter__ = None
for f in (lambda: hash(A()), lambda: len(A()), lambda: iter(A()), lambda: list(A())):
    try:
        f()
    except TypeError as e:
        print(e)
        # expect: unhashable type: 'A'
        # expect: 'NoneType' object is not callable
        # expect: 'A' object is not iterable
        # expect: 'A' object is not iterable
print(bool(object()), callable(A))  # expect: True True
