import asyncio
class Wait:
    def __init__(self, n): self.n = n
    def __await__(self):
        yield from asyncio.sleep(0).__await__()
        return self.n * 2
class Delegate:
    def __await__(self):
        return asyncio.sleep(0, "delegated").__await__()
async def main():
    print(await Wait(4), await Delegate())  # expect: 8 delegated
    print(await asyncio.gather(Wait(1), Wait(2)))  # expect: [2, 4]
    print(await asyncio.wait_for(Wait(5), 1), await asyncio.ensure_future(Wait(6)))  # expect: 10 12
    class Bare:
        def __await__(self): yield
    await Bare()
    class Odd:
        def __await__(self): yield 5
    try:
        await Odd()
    except RuntimeError as e:
        print(str(e).split("bad yield: ")[-1])  # expect: 5
asyncio.run(main())
