import asyncio, sys
sys.setrecursionlimit(5000)
async def deep(n):
    try:
        if n: return await deep(n - 1)
        await asyncio.sleep(10)
    finally:
        if n % 100 == 0: print("unwound", n)
                         # expect: unwound 0
                         # expect: unwound 100
                         # expect: unwound 200
                         # expect: unwound 300
async def main():
    t = asyncio.create_task(deep(300))
    await asyncio.sleep(0)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("cancelled")  # expect: cancelled
asyncio.run(main())
