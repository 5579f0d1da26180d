# stop() lets the turn that is under way finish.
import asyncio
loop = asyncio.new_event_loop()
def first():
    loop.stop()
    loop.call_soon(print, "next turn")
loop.call_soon(first)
loop.call_soon(print, "same turn")
loop.run_forever()  # expect: same turn
print("stopped")  # expect: stopped
loop.call_soon(loop.stop)
loop.run_forever()  # expect: next turn
loop.close()
