import asyncio


async def fail(error):
    await asyncio.sleep(0)
    raise error


async def main():
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(asyncio.sleep(10))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(fail(ValueError(1)))
                inner.create_task(fail(TypeError(2)))
    except BaseExceptionGroup as group:
        print(repr(group))
        # expect: ExceptionGroup('unhandled errors in a TaskGroup', [ExceptionGroup('unhandled errors in a TaskGroup', [ValueError(1), TypeError(2)])])
    print(asyncio.current_task().cancelling())  # expect: 0


asyncio.run(main())
