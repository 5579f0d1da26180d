import asyncio
async def g(n):
    for i in range(n):
        await asyncio.sleep(0)
        yield i
async def main():
    async for v in g(2): print(v)
                         # expect: 0
                         # expect: 1
    print([v * 2 async for v in g(3)], {v async for v in g(2)}, {v: v async for v in g(2)})
    # expect: [0, 2, 4] {0, 1} {0: 0, 1: 1}
    it = g(1)
    print(type(it).__name__, await anext(it), await anext(it, "end"), aiter(it) is it)
    # expect: async_generator 0 end True
asyncio.run(main())
