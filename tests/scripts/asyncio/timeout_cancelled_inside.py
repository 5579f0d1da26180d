import asyncio


async def work():
    async with asyncio.timeout(0.01):
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            asyncio.current_task().cancel()
            raise


async def main():
    task = asyncio.create_task(work())
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled, not timed out", task.cancelled())  # expect: cancelled, not timed out True


asyncio.run(main())
