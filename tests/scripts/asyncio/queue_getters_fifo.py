import asyncio
async def getter(name, q):
    print(name, await q.get())
    q.task_done()
async def main():
    q = asyncio.Queue()
    tasks = [asyncio.create_task(getter(n, q)) for n in "abcd"]
    await asyncio.sleep(0)
    tasks[1].cancel()
    for i in range(3): q.put_nowait(i)
    print("put all")
    await q.join()
    print("joined", [t.done() for t in tasks])
asyncio.run(main())
# expect: put all
# expect: a 0
# expect: c 1
# expect: d 2
# expect: joined [True, True, True, True]
