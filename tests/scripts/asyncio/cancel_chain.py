# Cancelling a task cancels what it awaits, innermost first.
import asyncio
async def inner():
    try:
        await asyncio.sleep(10)
    finally:
        print("inner")  # expect: inner
async def middle():
    try:
        await asyncio.create_task(inner())
    finally:
        print("middle")  # expect: middle
async def main():
    t = asyncio.create_task(middle())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    t.cancel()
    await asyncio.wait([t])
    print(t.cancelled())  # expect: True
asyncio.run(main())
