import asyncio
async def user(name, lock):
    async with lock:
        print(name, "in")
        await asyncio.sleep(0)
        print(name, "out")
async def main():
    lock = asyncio.Lock()
    await asyncio.gather(*[user(n, lock) for n in "abc"])
    print(lock.locked())
    await lock.acquire()
    ts = [asyncio.create_task(user(n, lock)) for n in "de"]
    await asyncio.sleep(0)
    ts[0].cancel()
    lock.release()
    await asyncio.gather(*ts, return_exceptions=True)
    try:
        lock.release()
    except RuntimeError as e:
        print(e)
    try:
        with lock: pass
    except TypeError as e:
        print(e)
asyncio.run(main())
# expect: a in
# expect: a out
# expect: b in
# expect: b out
# expect: c in
# expect: c out
# expect: False
# expect: e in
# expect: e out
# expect: Lock is not acquired.
# expect: 'Lock' object does not support the context manager protocol
