import asyncio
async def f(i, e):
    await e.wait()
    return i
async def main():
    e = asyncio.Event()
    ts = [asyncio.create_task(f(i, e)) for i in range(20000)]
    await asyncio.sleep(0)
    print(len(asyncio.all_tasks()))  # expect: 20001
    e.set()
    print(sum(await asyncio.gather(*ts)))  # expect: 199990000
    order = []
    async def note(i):
        await asyncio.sleep(0.001 * (i % 3))
        order.append(i)
    await asyncio.gather(*[note(i) for i in range(9)])
    print(order)  # expect: [0, 3, 6, 1, 4, 7, 2, 5, 8]
asyncio.run(main())
