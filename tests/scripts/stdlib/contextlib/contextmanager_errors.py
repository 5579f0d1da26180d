from contextlib import contextmanager
@contextmanager
def never():
    if False:
        yield
@contextmanager
def twice():
    yield 1
    yield 2
@contextmanager
def goes_on():
    try:
        yield
    except ValueError:
        pass
    yield
@contextmanager
def plain(): yield
for make in (never, twice):
    try:
        with make():
            pass
    except RuntimeError as error:
        print(error)
# expect: generator didn't yield
# expect: generator didn't stop
try:
    with goes_on():
        raise ValueError
except RuntimeError as error:
    print(error)
# expect: generator didn't stop after throw()
for raised in (StopIteration(1), RuntimeError(2), StopAsyncIteration(3), KeyboardInterrupt()):
    try:
        with plain():
            raise raised
    except BaseException as error:
        print(repr(error), error is raised)
# expect: StopIteration(1) True
# expect: RuntimeError(2) True
# expect: StopAsyncIteration(3) True
# expect: KeyboardInterrupt() True
