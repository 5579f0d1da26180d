import asyncio
async def party(b, name):
    print(name, "arrives")
    # expect: a arrives
    # expect: b arrives
    # expect: c arrives
    i = await b.wait()
    print(name, "passes", i)
    # expect: c passes 2
    # expect: a passes 0
    # expect: b passes 1
async def main():
    b = asyncio.Barrier(3)
    await asyncio.gather(*[party(b, n) for n in "abc"])
    print(b.n_waiting, b.parties, b.broken)  # expect: 0 3 False
    t = asyncio.create_task(b.wait())
    await asyncio.sleep(0)
    await b.abort()
    try:
        await t
    except asyncio.BrokenBarrierError as e:
        print(type(e).__name__, b.broken)  # expect: BrokenBarrierError True
asyncio.run(main())
