import asyncio

loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
print(asyncio.get_event_loop() is loop, isinstance(loop, asyncio.AbstractEventLoop))  # expect: True True
asyncio.set_event_loop(None)
try:
    asyncio.get_event_loop()
except RuntimeError as e:
    print(e)  # expect: There is no current event loop in thread 'MainThread'.
try:
    asyncio.get_running_loop()
except RuntimeError as e:
    print(e)  # expect: no running event loop
try:
    asyncio.set_event_loop(5)
except TypeError as e:
    print(e)  # expect: loop must be an instance of AbstractEventLoop or None, not 'int'
loop.close()
print(loop.is_closed(), isinstance(asyncio.get_event_loop_policy(), asyncio.DefaultEventLoopPolicy))
# expect: True True


async def main():
    print(asyncio.get_event_loop() is asyncio.get_running_loop())  # expect: True


asyncio.run(main())
