import types
@types.coroutine
def pause():
    got = yield "paused"
    return got * 2
async def main(): return await pause() + 1
c = main()
print(c.send(None))  # expect: paused
try:
    c.send(20)
except StopIteration as stop:
    print(stop.value)
# expect: 41
