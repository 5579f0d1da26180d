import asyncio
async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(0.03, print, "30 ms")
    loop.call_later(0.01, print, "10 ms")
    now = loop.time()
    loop.call_at(now + 0.02, print, "20 ms")
    loop.call_at(now + 0.02, print, "20 ms, second")
    h = loop.call_later(0.015, print, "never")
    loop.call_later(0, print, "0 ms")
    loop.call_soon(print, "soon")
    h.cancel()
    print(type(h).__name__, h.when() > now, h.cancelled())
    await asyncio.sleep(0.04)
    print("end")
asyncio.run(main())
# expect: TimerHandle True True
# expect: soon
# expect: 0 ms
# expect: 10 ms
# expect: 20 ms
# expect: 20 ms, second
# expect: 30 ms
# expect: end
