import asyncio
async def g():
    await asyncio.sleep(0)
    yield 1
async def main():
    it = g()
    a = asyncio.create_task(wrap(it))
    b = asyncio.create_task(wrap(it))
    print(await asyncio.gather(a, b, return_exceptions=True))
    # expect: [1, RuntimeError('anext(): asynchronous generator is already running')]
async def wrap(it): return await anext(it)
asyncio.run(main())
