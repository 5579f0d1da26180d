import asyncio
async def main():
    print("start")
    await asyncio.sleep(0)
    return 42
print(asyncio.run(main()))
# expect: start
# expect: 42
async def fail(): raise ValueError("v")
try:
    asyncio.run(fail())
except ValueError as e:
    print(e)  # expect: v
def attempt(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: asyncio.run(5))  # expect: ValueError a coroutine was expected, got 5
async def nested():
    c = main()
    attempt(lambda: asyncio.run(c))
    c.close()
asyncio.run(nested())  # expect: RuntimeError asyncio.run() cannot be called from a running event loop
attempt(asyncio.get_running_loop)  # expect: RuntimeError no running event loop
