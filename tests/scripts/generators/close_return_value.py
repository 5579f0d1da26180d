# Since 3.13 close() returns what the generator returns.
def g():
    try:
        yield 1
    except GeneratorExit:
        return "value"
it = g()
next(it)
print(it.close(), it.close())  # expect: value None
def h(): yield 1
print(h().close())  # expect: None
