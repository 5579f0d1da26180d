import asyncio


async def main():
    barrier = asyncio.Barrier(3)
    log = []

    async def party(name):
        index = await barrier.wait()
        log.append((name, index))

    async with asyncio.TaskGroup() as group:
        for name in "abc":
            group.create_task(party(name))
            await asyncio.sleep(0)
            log.append(barrier.n_waiting)
    print(log, barrier.parties, barrier.broken)  # expect: [1, 2, ('c', 2), 0, ('a', 0), ('b', 1)] 3 False
    print(repr(barrier)[-25:])  # expect: 0 [filling, waiters:0/3]>
    async with asyncio.Barrier(1) as position:
        print(position)  # expect: 0
    try:
        asyncio.Barrier(0)
    except ValueError as e:
        print(e)  # expect: parties must be > 0


asyncio.run(main())
