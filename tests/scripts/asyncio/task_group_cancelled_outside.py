import asyncio
async def wait(name):
    try:
        await asyncio.sleep(10)
    finally:
        print("ends", name)  # expect: ends child
async def group():
    async with asyncio.TaskGroup() as g:
        g.create_task(wait("child"))
async def main():
    t = asyncio.create_task(group())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("cancelled")  # expect: cancelled
asyncio.run(main())
