import asyncio

log = []


async def ticker():
    for i in range(12):
        log.append(i)
        await asyncio.sleep(0)


async def step(name):
    log.append(name)
    await asyncio.sleep(0)
    log.append(name + "'")


async def main():
    t = asyncio.create_task(ticker())
    await asyncio.sleep(0)
    async with asyncio.TaskGroup() as group:
        group.create_task(step("a"))
        log.append("body")
        group.create_task(step("b"))
    log.append("done")
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(step("c"))
            group.create_task(asyncio.sleep(10))
            raise ValueError
    except* ValueError:
        log.append("failed")
    await t
    print(log)  # expect: [0, 'body', 1, 'a', 'b', 2, "a'", "b'", 3, 4, 'done', 5, 6, 7, 'failed', 8, 9, 10, 11]


asyncio.run(main())
