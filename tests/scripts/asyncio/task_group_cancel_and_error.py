import asyncio


async def fail_on_cancel():
    try:
        await asyncio.sleep(10)
    finally:
        raise ValueError("cleanup")


async def inner():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail_on_cancel())
            await asyncio.sleep(10)
    except* ValueError as errors:
        print(repr(errors), asyncio.current_task().cancelling())
        # expect: ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('cleanup')]) 1
    try:
        await asyncio.sleep(0)
    except asyncio.CancelledError:
        print("the cancellation is delivered later")  # expect: the cancellation is delivered later
        raise


async def main():
    task = asyncio.create_task(inner())
    await asyncio.sleep(0.01)
    task.cancel()
    print(await asyncio.gather(task, return_exceptions=True))  # expect: [CancelledError('')]


asyncio.run(main())
