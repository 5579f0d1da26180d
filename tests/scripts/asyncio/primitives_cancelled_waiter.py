# A waiter cancelled in the same turn in which it is woken passes the wake-up on.
import asyncio
async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    async def take(name):
        await lock.acquire()
        print(name, "has it")  # expect: b has it
        lock.release()
    a, b = asyncio.create_task(take("a")), asyncio.create_task(take("b"))
    await asyncio.sleep(0)
    lock.release()
    a.cancel()
    await asyncio.wait([a, b])
    print(a.cancelled(), b.done())  # expect: True True
    q = asyncio.Queue()
    g, h = asyncio.create_task(q.get()), asyncio.create_task(q.get())
    await asyncio.sleep(0)
    q.put_nowait("item")
    g.cancel()
    await asyncio.sleep(0)
    print(g.cancelled(), await h)  # expect: True item
    s = asyncio.Semaphore(0)
    x, y = asyncio.create_task(s.acquire()), asyncio.create_task(s.acquire())
    await asyncio.sleep(0)
    s.release()
    x.cancel()
    print(await y, x.cancelled())  # expect: True True
asyncio.run(main())
