class Y:
    def __init__(self, v): self.v = v
    def __await__(self): return (yield self.v)
async def g():
    a = await Y("await 1")
    b = yield f"item {a}"
    await Y(f"await {b}")
    yield "last"
it = g()
def drive(awaitable, *sends):
    out = []
    send = None
    sends = list(sends)
    try:
        while True:
            out.append(awaitable.send(send))
            send = sends.pop(0) if sends else None
    except StopIteration as e:
        out.append(("value", e.value))
    except StopAsyncIteration as e:
        out.append(repr(e))
    return out
print(drive(it.__anext__(), "A"))  # expect: ['await 1', ('value', 'item A')]
print(drive(it.asend("B")))  # expect: ['await B', ('value', 'last')]
print(drive(it.__anext__()))  # expect: ['StopAsyncIteration()']
n = g().__anext__()
print(type(n).__name__)  # expect: async_generator_asend
n.close()
