import asyncio
async def g():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("exit")  # expect: exit
        raise
    finally:
        await asyncio.sleep(0)
        print("cleanup")  # expect: cleanup
async def main():
    it = g()
    print(await anext(it), await it.aclose(), await it.aclose())  # expect: 1 None None
    print(await anext(it, "closed"))  # expect: closed
    unstarted = g()
    await unstarted.aclose()
    async def stubborn():
        try:
            yield 1
        except GeneratorExit:
            yield 2
    s = stubborn()
    await anext(s)
    try:
        await s.aclose()
    except RuntimeError as e:
        print(e)  # expect: async generator ignored GeneratorExit
asyncio.run(main())
