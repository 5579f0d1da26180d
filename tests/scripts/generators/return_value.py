def g():
    yield 1
    return "result"
it = g()
next(it)
try:
    next(it)
except StopIteration as e:
    print(e.value)  # expect: result
def outer():
    r = yield from g()
    print("got", r)  # expect: got result
    return r * 2
it = outer()
print(list(it))  # expect: [1]
def immediate():
    return 5
    yield
try:
    next(immediate())
except StopIteration as e:
    print(e.value, list(immediate()))  # expect: 5 []
