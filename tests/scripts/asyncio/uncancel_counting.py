import asyncio
async def child():
    me = asyncio.current_task()
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(me.cancelling())  # expect: 1
        me.uncancel()
        print(me.cancelling())  # expect: 0
    await asyncio.sleep(0)
    return "ok"
async def main():
    t = asyncio.create_task(child())
    await asyncio.sleep(0)
    t.cancel()
    print(await t, t.cancelled())  # expect: ok False
asyncio.run(main())
