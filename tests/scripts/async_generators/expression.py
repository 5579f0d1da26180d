import asyncio
async def double(v):
    await asyncio.sleep(0)
    return v * 2
async def src():
    yield 1
    yield 2
async def main():
    g = (await double(v) for v in range(3))
    print(type(g).__name__, [v async for v in g])  # expect: async_generator [0, 2, 4]
    h = (v + 1 async for v in src())
    print(type(h).__name__, [v async for v in h])  # expect: async_generator [2, 3]
    print([await double(v) for v in range(2)], [[a async for a in src()] for _ in range(2)], sum([v async for v in src()]))
    # expect: [0, 2] [[1, 2], [1, 2]] 3
    print(await asyncio.gather(*[double(v) for v in range(2)]))  # expect: [0, 2]
asyncio.run(main())
