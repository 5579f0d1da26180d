# A cancellation from outside wins over the timeout.
import asyncio
async def work():
    try:
        async with asyncio.timeout(10):
            await asyncio.sleep(5)
    except TimeoutError:
        print("no")
async def main():
    t = asyncio.create_task(work())
    await asyncio.sleep(0)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("cancelled")  # expect: cancelled
asyncio.run(main())
