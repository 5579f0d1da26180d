import asyncio
async def v(d, r):
    await asyncio.sleep(d)
    return r
async def main():
    for f in asyncio.as_completed([v(0.03, "c"), v(0.01, "a"), v(0.02, "b")]):
        print(await f)
        # expect: a
        # expect: b
        # expect: c
    async for t in asyncio.as_completed([asyncio.create_task(v(0.02, 2)), asyncio.create_task(v(0.01, 1))]):
        print(t.result(), t.done())
        # expect: 1 True
        # expect: 2 True
    try:
        for f in asyncio.as_completed([v(0, "quick"), v(5, "slow")], timeout=0.01):
            print(await f)  # expect: quick
    except TimeoutError:
        print("timeout")  # expect: timeout
    print(list(asyncio.as_completed([])))  # expect: []
asyncio.run(main())
