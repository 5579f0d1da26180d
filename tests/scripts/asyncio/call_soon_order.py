import asyncio
async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(print, "one")
    loop.call_soon(lambda: loop.call_soon(print, "nested"))
    h = loop.call_soon(print, "never")
    loop.call_soon(print, "two")
    h.cancel()
    print("main", h.cancelled())
    await asyncio.sleep(0)
    print("turn 1")
    await asyncio.sleep(0)
    print("turn 2")
asyncio.run(main())
# expect: main True
# expect: one
# expect: two
# expect: turn 1
# expect: nested
# expect: turn 2
