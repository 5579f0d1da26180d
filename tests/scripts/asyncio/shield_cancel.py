import asyncio
async def work():
    await asyncio.sleep(0.01)
    print("work finished")
    return "result"
async def main():
    inner = asyncio.create_task(work())
    async def outer():
        try:
            return await asyncio.shield(inner)
        except asyncio.CancelledError:
            print("outer cancelled", inner.done())
            raise
    t = asyncio.create_task(outer())
    await asyncio.sleep(0)
    t.cancel()
    await asyncio.wait([t])
    print(t.cancelled(), await inner)
    print(await asyncio.shield(work()))
asyncio.run(main())
# expect: outer cancelled False
# expect: work finished
# expect: True result
# expect: work finished
# expect: result
