import asyncio
async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda l, c: print("handler", repr(c["exception"])))
    # expect: handler ZeroDivisionError('division by zero')
    t = asyncio.create_task(asyncio.sleep(0, "r"))
    t.add_done_callback(lambda t: 1 / 0)
    t.add_done_callback(lambda t: print("second", t.result()))  # expect: second r
    print(await t)  # expect: r
    await asyncio.sleep(0)
asyncio.run(main())
