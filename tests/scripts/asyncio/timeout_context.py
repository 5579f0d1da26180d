import asyncio
async def main():
    try:
        async with asyncio.timeout(0.01) as cm:
            await asyncio.sleep(10)
    except TimeoutError as e:
        print("expired", cm.expired(), repr(e.__cause__))  # expect: expired True CancelledError()
    async with asyncio.timeout(10) as cm:
        await asyncio.sleep(0)
    print(cm.expired(), cm.when() > 0)  # expect: False True
    async with asyncio.timeout(None) as cm:
        print(cm.when())  # expect: None
        cm.reschedule(asyncio.get_running_loop().time() + 10)
    try:
        async with asyncio.timeout(0):
            await asyncio.sleep(0)
            print("no")
    except TimeoutError:
        print("zero")  # expect: zero
    try:
        async with asyncio.timeout(10):
            raise KeyError("k")
    except KeyError as e:
        print(e)  # expect: 'k'
    try:
        async with asyncio.timeout_at(asyncio.get_running_loop().time() - 1):
            await asyncio.sleep(1)
    except TimeoutError:
        print("past")  # expect: past
asyncio.run(main())
