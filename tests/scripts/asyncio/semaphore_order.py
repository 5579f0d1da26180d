import asyncio
async def user(s, name, turns):
    async with s:
        print(name, "in")
        for _ in range(turns): await asyncio.sleep(0)
        print(name, "out")
async def main():
    s = asyncio.Semaphore(2)
    await asyncio.gather(user(s, "a", 2), user(s, "b", 1), user(s, "c", 0), user(s, "d", 0))
    print(s.locked(), repr(s).split("[")[1])
    b = asyncio.BoundedSemaphore(1)
    try:
        b.release()
    except ValueError as e:
        print(e)
    try:
        asyncio.Semaphore(-1)
    except ValueError as e:
        print(e)
    z = asyncio.Semaphore(0)
    t = asyncio.create_task(z.acquire())
    await asyncio.sleep(0)
    z.release()
    print(await t, z.locked())
asyncio.run(main())
# expect: a in
# expect: b in
# expect: b out
# expect: a out
# expect: c in
# expect: c out
# expect: d in
# expect: d out
# expect: False unlocked, value:2]>
# expect: BoundedSemaphore released too many times
# expect: Semaphore initial value must be >= 0
# expect: True True
