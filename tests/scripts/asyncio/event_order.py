import asyncio
async def waiter(name, e):
    print(name, "waits", e.is_set())
    print(name, await e.wait())
async def main():
    e = asyncio.Event()
    ts = [asyncio.create_task(waiter(n, e)) for n in "abc"]
    await asyncio.sleep(0)
    e.set()
    print("set")
    await asyncio.sleep(0)
    print("turn")
    await waiter("late", e)
    e.clear()
    print(e.is_set())
    t = asyncio.create_task(waiter("d", e))
    await asyncio.sleep(0)
    e.set()
    e.clear()
    await t
    print(repr(e).split("[")[1])
asyncio.run(main())
# expect: a waits False
# expect: b waits False
# expect: c waits False
# expect: set
# expect: a True
# expect: b True
# expect: c True
# expect: turn
# expect: late waits True
# expect: late True
# expect: False
# expect: d waits False
# expect: d True
# expect: unset]>
