import sys
sys.setrecursionlimit(3000)
class Y:
    def __await__(self):
        yield
async def f(n):
    if n: return await f(n - 1) + 1
    await Y()
    return 0
c = f(900)
print(c.send(None))  # expect: None
try:
    c.send(None)
except StopIteration as e:
    print(e.value)  # expect: 900
