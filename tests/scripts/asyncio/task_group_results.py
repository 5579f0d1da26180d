import asyncio


async def work(name, delay):
    await asyncio.sleep(delay)
    return name


async def main():
    async with asyncio.TaskGroup() as group:
        a = group.create_task(work("a", 0.02))
        b = group.create_task(work("b", 0.01), name="second")
        print(group, b.get_name())  # expect: <TaskGroup tasks=2 entered> second
    print(a.result(), b.result(), group)  # expect: a b <TaskGroup entered>
    async with asyncio.TaskGroup() as empty:
        pass
    print(empty)  # expect: <TaskGroup entered>


asyncio.run(main())
