import asyncio


async def child(group, depth):
    await asyncio.sleep(0)
    if depth:
        group.create_task(child(group, depth - 1))
    return depth


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(child(group, 3))
    print(group)  # expect: <TaskGroup entered>


asyncio.run(main())
