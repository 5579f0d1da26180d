# Callbacks, new tasks and wake-ups share one queue.
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    async def waits():
        await f
        print("woken")
    w = asyncio.create_task(waits())
    await asyncio.sleep(0)
    loop.call_soon(print, "callback 1")
    f.set_result(None)
    t = asyncio.create_task(asyncio.sleep(0))
    t.add_done_callback(lambda t: print("sleep done"))
    loop.call_soon(print, "callback 2")
    await t
    print("main")
    await w
asyncio.run(main())
# expect: callback 1
# expect: woken
# expect: callback 2
# expect: sleep done
# expect: main
