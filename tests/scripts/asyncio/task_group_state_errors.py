import asyncio


async def nothing():
    pass


async def attempt(call):
    try:
        await call
    except RuntimeError as e:
        print(e)


async def main():
    group = asyncio.TaskGroup()
    try:
        group.create_task(nothing())
    except RuntimeError as e:
        print(e)  # expect: TaskGroup <TaskGroup> has not been entered
    async with group:
        try:
            await group.__aenter__()
        except RuntimeError as e:
            print(e)  # expect: TaskGroup <TaskGroup entered> has already been entered
    try:
        group.create_task(nothing())
    except RuntimeError as e:
        print(e)  # expect: TaskGroup <TaskGroup entered> is finished
    try:
        async with asyncio.TaskGroup() as group:
            bad = group.create_task(asyncio.sleep(0))
            bad.add_done_callback(lambda t: None)
            raise ValueError
    except* ValueError:
        pass


asyncio.run(main())
