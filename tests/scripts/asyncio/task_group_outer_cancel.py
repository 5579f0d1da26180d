import asyncio


async def inner(log):
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(asyncio.sleep(10))
            log.append("entered")
            await asyncio.sleep(10)
    except asyncio.CancelledError:
        log.append(f"cancelled {asyncio.current_task().cancelling()}")
        raise


async def main():
    log = []
    task = asyncio.create_task(inner(log))
    await asyncio.sleep(0.01)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        log.append("outer")
    print(log, task.cancelled())  # expect: ['entered', 'cancelled 1', 'outer'] True


asyncio.run(main())
