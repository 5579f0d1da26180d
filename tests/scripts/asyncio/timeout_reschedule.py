import asyncio


async def main():
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(None) as t:
        t.reschedule(loop.time() + 10)
        print(t.when() > loop.time())  # expect: True
        t.reschedule(None)
        print(t.when())  # expect: None
    try:
        async with asyncio.timeout_at(loop.time() + 10) as t:
            t.reschedule(loop.time() - 1)
            await asyncio.sleep(10)
    except TimeoutError:
        print("expired", t)  # expect: expired <Timeout [expired]>


asyncio.run(main())
