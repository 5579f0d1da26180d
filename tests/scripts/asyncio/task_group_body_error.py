import asyncio


async def sleeper():
    await asyncio.sleep(10)


async def stubborn():
    try:
        await asyncio.sleep(10)
    finally:
        raise KeyError("on the way out")


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            task = group.create_task(sleeper())
            group.create_task(stubborn())
            await asyncio.sleep(0)
            raise RuntimeError("body")
    except BaseException as error:
        print(repr(error), repr(error.__context__), error.__suppress_context__)
        # expect: ExceptionGroup('unhandled errors in a TaskGroup', [KeyError('on the way out'), RuntimeError('body')]) RuntimeError('body') True
    print(task.cancelled())  # expect: True


asyncio.run(main())
