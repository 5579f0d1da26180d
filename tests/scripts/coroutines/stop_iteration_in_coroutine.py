async def f(): raise StopIteration(5)
try:
    f().send(None)
except RuntimeError as e:
    print(e)  # expect: coroutine raised StopIteration
async def g():
    return StopIteration("value")
try:
    g().send(None)
except StopIteration as e:
    print(repr(e.value))  # expect: StopIteration('value')
