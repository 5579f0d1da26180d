import asyncio
async def producer(q):
    for i in range(5):
        await q.put(i)
        print("put", i, q.qsize())
    await q.put(None)
async def consumer(q):
    while (v := await q.get()) is not None:
        print("got", v)
async def main():
    q = asyncio.Queue(2)
    await asyncio.gather(producer(q), consumer(q))
asyncio.run(main())
# expect: put 0 1
# expect: put 1 2
# expect: got 0
# expect: got 1
# expect: put 2 1
# expect: put 3 2
# expect: got 2
# expect: got 3
# expect: put 4 1
# expect: got 4
