import asyncio
async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_debug(), loop.is_running(), type(loop.time()).__name__, loop is asyncio.get_event_loop())
    # expect: False True float True
    a = loop.time()
    await asyncio.sleep(0.01)
    print(0.009 < loop.time() - a < 5)  # expect: True
asyncio.run(main())
