import asyncio
async def v(d, r):
    try:
        await asyncio.sleep(d)
        return r
    except asyncio.CancelledError:
        print("cancelled", r)
        raise
async def main():
    print(await asyncio.wait_for(v(0, "fast"), 1), await asyncio.wait_for(v(0, "none"), None))
    try:
        await asyncio.wait_for(v(10, "slow"), 0.01)
    except TimeoutError as e:
        print("timeout", repr(e), asyncio.TimeoutError is TimeoutError)
    try:
        await asyncio.wait_for(v(10, "zero"), 0)
    except TimeoutError:
        print("zero timeout")
    f = asyncio.get_running_loop().create_future()
    f.set_result("ready")
    print(await asyncio.wait_for(f, 0))
    async def fail(): raise KeyError("k")
    try:
        await asyncio.wait_for(fail(), 1)
    except KeyError as e:
        print(e)
    t = asyncio.create_task(asyncio.wait_for(v(10, "outer cancel"), 5))
    await asyncio.sleep(0)
    t.cancel()
    await asyncio.wait([t])
    print(t.cancelled())
asyncio.run(main())
# expect: fast none
# expect: cancelled slow
# expect: timeout TimeoutError() True
# expect: zero timeout
# expect: ready
# expect: 'k'
# expect: cancelled outer cancel
# expect: True
