import asyncio
async def worker(name, q):
    while True:
        v = await q.get()
        await asyncio.sleep(0)
        print(name, v)
        # expect: a 0
        # expect: b 1
        # expect: a 2
        # expect: b 3
        q.task_done()
async def main():
    q = asyncio.Queue()
    for i in range(4): q.put_nowait(i)
    ws = [asyncio.create_task(worker(n, q)) for n in "ab"]
    await q.join()
    print("joined", q.empty())  # expect: joined True
    for w in ws: w.cancel()
    print(await asyncio.gather(*ws, return_exceptions=True))  # expect: [CancelledError(''), CancelledError('')]
asyncio.run(main())
