async def f(x):
    return x * 2
c = f(5)
print(type(c).__name__, c.__name__, c.cr_running, c.cr_await)  # expect: coroutine f False None
try:
    c.send(None)
except StopIteration as e:
    print(e.value)  # expect: 10
try:
    c.send(None)
except RuntimeError as e:
    print(e)  # expect: cannot reuse already awaited coroutine
