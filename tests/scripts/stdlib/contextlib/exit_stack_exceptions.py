# Exceptions chain as nested with statements would have chained them.
from contextlib import ExitStack
def fail(error): raise error
def chain(error):
    names = []
    while error is not None:
        names.append(repr(error))
        error = error.__context__
    return " <- ".join(names)
try:
    with ExitStack() as stack:
        stack.callback(fail, TypeError("outer"))
        stack.callback(fail, KeyError("inner"))
        raise ValueError("body")
except TypeError as error:
    print(chain(error))
# expect: TypeError('outer') <- KeyError('inner') <- ValueError('body')
with ExitStack() as stack:
    stack.push(lambda kind, error, tb: print(chain(error)) or True)
    stack.callback(fail, KeyError("replaced"))
    raise ValueError("body")
# expect: KeyError('replaced') <- ValueError('body')
print("suppressed")  # expect: suppressed
try:
    try:
        raise OSError("outside")
    except OSError:
        with ExitStack() as stack:
            stack.callback(fail, TypeError("a"))
            stack.callback(fail, KeyError("b"))
except TypeError as error:
    print(chain(error))
# expect: TypeError('a') <- KeyError('b')
