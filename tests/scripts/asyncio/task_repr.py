import asyncio
async def main():
    loop = asyncio.get_running_loop()
    print(loop.create_future().get_loop() is loop)  # expect: True
    t = asyncio.create_task(asyncio.sleep(0))
    print(repr(t).startswith("<Task pending name='Task-"), "coro=<sleep() running at" in repr(t))  # expect: True True
    await t
    print("finished" in repr(t), "result=None" in repr(t))  # expect: True True
asyncio.run(main())
