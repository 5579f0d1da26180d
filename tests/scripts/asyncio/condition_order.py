import asyncio
async def waiter(c, name):
    async with c:
        print(name, "waits")
        await c.wait()
        print(name, "woken")
async def main():
    c = asyncio.Condition()
    ts = [asyncio.create_task(waiter(c, n)) for n in "abc"]
    await asyncio.sleep(0)
    async with c:
        c.notify(1)
        print("notified one")
    await asyncio.sleep(0)
    async with c:
        c.notify_all()
        print("notified all")
    await asyncio.gather(*ts)
    for call in (c.notify, lambda: c.wait().send(None)):
        try:
            call()
        except RuntimeError as e:
            print(e)
    async def pred():
        async with c:
            return await c.wait_for(lambda: state)
    state = 0
    t = asyncio.create_task(pred())
    for state in (0, 5):
        await asyncio.sleep(0)
        async with c: c.notify_all()
    print(await t)
asyncio.run(main())
# expect: a waits
# expect: b waits
# expect: c waits
# expect: notified one
# expect: a woken
# expect: notified all
# expect: b woken
# expect: c woken
# expect: cannot notify on un-acquired lock
# expect: cannot wait on un-acquired lock
# expect: 5
