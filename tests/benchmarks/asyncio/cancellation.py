# Tasks cancelled while they wait, some of which clean up by awaiting; and timeouts that expire and do not.
import asyncio
import sys

cleaned = 0


async def waiter(event, polite):
    global cleaned
    try:
        await event.wait()
    except asyncio.CancelledError:
        if polite:
            await asyncio.sleep(0)
        cleaned += 1
        raise
    finally:
        cleaned += 2


async def main(rounds):
    event = asyncio.Event()
    cancelled = 0
    for r in range(rounds):
        tasks = [asyncio.create_task(waiter(event, i & 1)) for i in range(20)]
        await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        for result in await asyncio.gather(*tasks, return_exceptions=True):
            cancelled += isinstance(result, asyncio.CancelledError)
        try:
            async with asyncio.timeout(0):
                await event.wait()
        except TimeoutError:
            cancelled += 100
        async with asyncio.timeout(60):
            await asyncio.sleep(0)
    return cancelled


print(asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 3000)), cleaned)
