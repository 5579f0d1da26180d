# What a loop leaves unfinished is closed by the loop's end, when a reference remains.
import asyncio
async def g(name):
    try:
        for i in range(5): yield i
    finally:
        await asyncio.sleep(0)
        print("closed", name)
async def main():
    global kept
    kept = g("kept")
    async for v in kept:
        if v == 1: break
    print("after break")
    async for v in g("dropped"):
        break
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print("end of main")
asyncio.run(main())
# expect: after break
# expect: end of main
# expect: closed dropped
# expect: closed kept
print("after run")  # expect: after run
