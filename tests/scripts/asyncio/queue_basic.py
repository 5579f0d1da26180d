import asyncio
async def main():
    q = asyncio.Queue(maxsize=2)
    print(q.empty(), q.full(), q.qsize(), q.maxsize)  # expect: True False 0 2
    await q.put(1)
    q.put_nowait(2)
    print(q.full(), q.qsize())  # expect: True 2
    try:
        q.put_nowait(3)
    except asyncio.QueueFull as e:
        print(repr(e))  # expect: QueueFull()
    print(await q.get(), q.get_nowait())  # expect: 1 2
    try:
        q.get_nowait()
    except asyncio.QueueEmpty as e:
        print(repr(e))  # expect: QueueEmpty()
    try:
        for _ in range(3): q.task_done()
    except ValueError as e:
        print(e)  # expect: task_done() called too many times
    p = asyncio.PriorityQueue()
    l = asyncio.LifoQueue()
    for v in (3, 1, 2):
        p.put_nowait(v)
        l.put_nowait(v)
    print([p.get_nowait() for _ in range(3)], [l.get_nowait() for _ in range(3)])  # expect: [1, 2, 3] [2, 1, 3]
asyncio.run(main())
