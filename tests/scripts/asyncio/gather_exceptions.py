import asyncio
async def ok(n):
    try:
        await asyncio.sleep(0.01 * n)
        return n
    except asyncio.CancelledError:
        print("cancelled", n)
        raise
async def fail(): raise ValueError("v")
async def main():
    t = asyncio.create_task(ok(1))
    try:
        await asyncio.gather(t, fail())
    except ValueError as e:
        print("first error", e, t.done())
    print(await t)
    print(await asyncio.gather(ok(0), fail(), return_exceptions=True))
    g = asyncio.gather(ok(5), ok(6))
    await asyncio.sleep(0)
    g.cancel()
    try:
        await g
    except asyncio.CancelledError:
        print("gather cancelled", g.cancelled())
asyncio.run(main())
# expect: first error v False
# expect: 1
# expect: [0, ValueError('v')]
# expect: cancelled 5
# expect: cancelled 6
# expect: gather cancelled False
