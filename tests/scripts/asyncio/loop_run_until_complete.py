import asyncio
loop = asyncio.new_event_loop()
async def f():
    await asyncio.sleep(0)
    return 5
print(loop.run_until_complete(f()), loop.is_running(), loop.is_closed())  # expect: 5 False False
fut = loop.create_future()
loop.call_soon(fut.set_result, "r")
print(loop.run_until_complete(fut))  # expect: r
loop.call_soon(print, "before stop")
loop.call_soon(loop.stop)
loop.run_forever()  # expect: before stop
print("stopped")  # expect: stopped
loop.close()
print(loop.is_closed())  # expect: True
c = f()
try:
    loop.run_until_complete(c)
except RuntimeError as e:
    print(e)  # expect: Event loop is closed
c.close()
try:
    loop.call_soon(print)
except RuntimeError as e:
    print(e)  # expect: Event loop is closed
