# Timers that are due join the queue behind what is already ready.
import asyncio
async def main():
    loop = asyncio.get_running_loop()
    def busy(until):
        while loop.time() < until: pass
    now = loop.time()
    loop.call_at(now + 0.002, print, "timer 2")
    loop.call_at(now + 0.001, print, "timer 1")
    loop.call_soon(busy, now + 0.005)
    loop.call_soon(print, "soon 1")
    loop.call_soon(lambda: loop.call_soon(print, "soon 2"))
    for _ in range(4): await asyncio.sleep(0)
    print("end")
asyncio.run(main())
# expect: soon 1
# expect: soon 2
# expect: timer 1
# expect: timer 2
# expect: end
