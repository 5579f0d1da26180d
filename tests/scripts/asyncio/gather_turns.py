# How many turns of the loop gather takes.
import asyncio
ticks = 0
async def ticker():
    global ticks
    while True:
        ticks += 1
        await asyncio.sleep(0)
async def nothing(): pass
async def main():
    t = asyncio.create_task(ticker())
    await asyncio.sleep(0)
    start = ticks
    await asyncio.gather(nothing(), nothing())
    print("gather", ticks - start)  # expect: gather 3
    start = ticks
    await asyncio.create_task(nothing())
    print("task", ticks - start)  # expect: task 2
    start = ticks
    await asyncio.gather(asyncio.gather(nothing()))
    print("nested", ticks - start)  # expect: nested 4
    start = ticks
    await asyncio.wait([asyncio.create_task(nothing())])
    print("wait", ticks - start)  # expect: wait 3
    start = ticks
    await asyncio.wait_for(nothing(), 5)
    print("wait_for", ticks - start)  # expect: wait_for 0
    start = ticks
    await asyncio.shield(nothing())
    print("shield", ticks - start)  # expect: shield 3
    start = ticks
    async with asyncio.TaskGroup() as g:
        g.create_task(nothing())
    print("group", ticks - start)  # expect: group 3
    start = ticks
    async with asyncio.timeout(5):
        await nothing()
    print("timeout", ticks - start)  # expect: timeout 0
    t.cancel()
asyncio.run(main())
