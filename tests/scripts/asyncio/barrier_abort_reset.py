import asyncio


async def party(barrier):
    try:
        return await barrier.wait()
    except asyncio.BrokenBarrierError as e:
        return str(e)


async def main():
    barrier = asyncio.Barrier(3)
    waiting = [asyncio.create_task(party(barrier)) for _ in range(2)]
    await asyncio.sleep(0.01)
    print(barrier.n_waiting)  # expect: 2
    await barrier.reset()
    print(await asyncio.gather(*waiting), barrier.broken)
    # expect: ['Abort or reset of barrier', 'Abort or reset of barrier'] False
    waiting = [asyncio.create_task(party(barrier)) for _ in range(2)]
    await asyncio.sleep(0.01)
    await barrier.abort()
    print(await asyncio.gather(*waiting), barrier.broken, await party(barrier))
    # expect: ['Abort or reset of barrier', 'Abort or reset of barrier'] True Barrier aborted
    await barrier.reset()
    print(await asyncio.gather(*(party(barrier) for _ in range(3))))  # expect: [0, 1, 2]


asyncio.run(main())
