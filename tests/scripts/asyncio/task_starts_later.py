# A new task runs on the next turn of the loop, not at once.
import asyncio
async def child(): print("child")
async def main():
    t = asyncio.create_task(child())
    print("created")
    await asyncio.sleep(0)
    print("after one turn", t.done())
    u = asyncio.create_task(child())
    await u
    print("awaited")
    asyncio.get_running_loop().call_soon(print, "callback")
    v = asyncio.create_task(child())
    await v
asyncio.run(main())
# expect: created
# expect: child
# expect: after one turn True
# expect: child
# expect: awaited
# expect: callback
# expect: child
