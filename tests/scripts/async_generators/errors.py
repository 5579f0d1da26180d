import asyncio
async def g():
    yield 1
    raise ValueError("inside")
async def stop():
    yield 1
    raise StopAsyncIteration
async def main():
    out = []
    try:
        async for v in g(): out.append(v)
    except ValueError as e:
        print(out, e)  # expect: [1] inside
    try:
        async for v in stop(): pass
    except RuntimeError as e:
        print(e)  # expect: async generator raised StopAsyncIteration
    it = g()
    for f in (lambda: next(it), lambda: list(it), lambda: iter(it)):
        try:
            f()
        except TypeError as e:
            print(e)
            # expect: 'async_generator' object is not an iterator
            # expect: 'async_generator' object is not iterable
            # expect: 'async_generator' object is not iterable
    try:
        await it
    except TypeError as e:
        print(e)  # expect: object async_generator can't be used in 'await' expression
asyncio.run(main())
