import asyncio
async def grab(lock, name, n):
    for i in range(n):
        await lock.acquire()
        print(name, i)
        lock.release()
async def main():
    lock = asyncio.Lock()
    await asyncio.gather(grab(lock, "a", 3), grab(lock, "b", 2))
    await lock.acquire()
    t = asyncio.create_task(grab(lock, "c", 1))
    await asyncio.sleep(0)
    lock.release()
    print("released", lock.locked())
    await grab(lock, "main", 1)
    await t
asyncio.run(main())
# expect: a 0
# expect: a 1
# expect: a 2
# expect: b 0
# expect: b 1
# expect: released False
# expect: c 0
# expect: main 0
