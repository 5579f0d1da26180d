class A:
    def __repr__(self): raise ValueError("in repr")
for f in (lambda: repr(A()), lambda: [A()].__repr__(), lambda: f"{A()!r}", lambda: "%r" % A(), lambda: str({1: A()}), lambda: print(A())):
    try:
        f()
    except ValueError as e:
        print(e)
        # expect: in repr
        # expect: in repr
        # expect: in repr
        # expect: in repr
        # expect: in repr
        # expect: in repr
