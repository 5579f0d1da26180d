# Every waiter of a failed task sees the same exception object.
import asyncio
async def fail():
    await asyncio.sleep(0)
    raise ValueError("v")
async def watch(t, seen):
    try:
        await t
    except ValueError as e:
        seen.append(e)
async def main():
    seen = []
    t = asyncio.create_task(fail())
    await asyncio.gather(watch(t, seen), watch(t, seen))
    print(len(seen), seen[0] is seen[1], t.exception() is seen[0])  # expect: 2 True True
asyncio.run(main())
