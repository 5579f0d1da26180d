def g():
    print("start")
    yield 1
    yield 2
    print("end")
it = g()
print(type(it).__name__, next(it), next(it))
# expect: start
# expect: generator 1 2
try:
    next(it)
except StopIteration as e:
    print(repr(e))
# expect: end
# expect: StopIteration()
print(list(g()), iter(it) is it, next(it, "spent"))
# expect: start
# expect: end
# expect: [1, 2] True spent
