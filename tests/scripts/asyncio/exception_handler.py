import asyncio
async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_exception_handler())  # expect: None
    loop.set_exception_handler(lambda l, c: print("handler", c["message"].split(" at 0x")[0][:30], repr(c.get("exception"))))
    # expect: handler Exception in callback main.<lo ZeroDivisionError('division by zero')
    # expect: handler custom None
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)
    loop.call_exception_handler({"message": "custom", "extra": 1})
    try:
        loop.set_exception_handler(5)
    except TypeError as e:
        print(e)  # expect: A callable object or None is expected, got 5
asyncio.run(main())
