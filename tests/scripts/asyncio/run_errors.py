import asyncio


async def main():
    other = asyncio.sleep(0)
    try:
        asyncio.run(other)
    except RuntimeError as e:
        print(e)  # expect: asyncio.run() cannot be called from a running event loop
    runner = asyncio.Runner()
    try:
        runner.run(other)
    except RuntimeError as e:
        print(e)  # expect: Runner.run() cannot be called from a running event loop
    other.close()


asyncio.run(main())
try:
    asyncio.run(5)
except ValueError as e:
    print(e)  # expect: a coroutine was expected, got 5
