# A hundred thousand tasks parked on one event, then all woken. The runner divides the growth of peak memory over a
# run with no task at all (argument 0) by the number of tasks.
import asyncio
import sys


async def park(event):
    await event.wait()
    return 1


async def main(count):
    event = asyncio.Event()
    tasks = [asyncio.create_task(park(event)) for _ in range(count)]
    await asyncio.sleep(0)
    event.set()
    total = 0
    for task in tasks:
        total += await task
    return total


print(asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100000)))
