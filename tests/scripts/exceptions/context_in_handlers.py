import sys
def current(): return sys.exc_info()[1]
print(current())  # expect: None
try:
    raise ValueError(1)
except ValueError:
    print(repr(current()), repr(sys.exception()))  # expect: ValueError(1) ValueError(1)
    try:
        raise KeyError(2)
    except KeyError:
        print(repr(current()))  # expect: KeyError(2)
    print(repr(current()))  # expect: ValueError(1)
print(current())  # expect: None
def g():
    try:
        raise ValueError("in gen")
    except ValueError:
        yield current()
        yield current()
it = g()
print(repr(next(it)), current(), repr(next(it)), current())
# expect: ValueError('in gen') None ValueError('in gen') None
