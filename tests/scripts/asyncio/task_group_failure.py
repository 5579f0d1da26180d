import asyncio

log = []


async def fail(delay):
    await asyncio.sleep(delay)
    raise ValueError(f"after {delay}")


async def wait():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        log.append("cancelled")
        raise


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            slow = group.create_task(wait())
            group.create_task(fail(0.01))
            await asyncio.sleep(10)
            log.append("not reached")
    except* ValueError as errors:
        print(repr(errors))  # expect: ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('after 0.01')])
    print(log, slow.cancelled(), asyncio.current_task().cancelling())  # expect: ['cancelled'] True 0


asyncio.run(main())
