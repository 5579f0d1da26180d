def f():
    try:
        raise ValueError("v")
    except ValueError:
        raise
try:
    f()
except ValueError as e:
    print(repr(e), e.__context__)  # expect: ValueError('v') None
def bare():
    raise
try:
    bare()
except RuntimeError as e:
    print(e)  # expect: No active exception to reraise
def inner():
    raise
try:
    try:
        raise KeyError("k")
    except KeyError:
        inner()
except KeyError as e:
    print("re-raised from a call", e)  # expect: re-raised from a call 'k'
