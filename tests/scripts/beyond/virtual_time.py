# differs: CPython has no virtual time
# options: --virtual-time
import asyncio
import time


async def wait(hours, name):
    await asyncio.sleep(hours * 3600)
    print(name, "after", hours)


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()
    await asyncio.gather(wait(3, "c"), wait(1, "a"), wait(2, "b"))
    # expect: a after 1
    # expect: b after 2
    # expect: c after 3
    print(round(loop.time() - start))  # expect: 10800
    try:
        async with asyncio.timeout(60):
            await asyncio.sleep(3600)
    except TimeoutError:
        print("timeout", round(loop.time() - start))  # expect: timeout 10860


real = time.perf_counter()
asyncio.run(main())
