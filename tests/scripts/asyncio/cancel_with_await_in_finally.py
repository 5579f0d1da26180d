import asyncio
async def child():
    try:
        await asyncio.sleep(10)
    finally:
        print("cleanup starts")
        await asyncio.sleep(0)
        print("cleanup ends")
async def main():
    t = asyncio.create_task(child())
    await asyncio.sleep(0)
    t.cancel()
    print("requested")
    await asyncio.sleep(0)
    print("one turn", t.done())
    try:
        await t
    except asyncio.CancelledError:
        print("done", t.cancelled())
asyncio.run(main())
# expect: requested
# expect: cleanup starts
# expect: one turn False
# expect: cleanup ends
# expect: done True
