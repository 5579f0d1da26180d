# differs: CPython takes async for and async with at the top level in its asyncio REPL only
import asyncio


async def numbers(n):
    for i in range(n):
        await asyncio.sleep(0)
        yield i


async for number in numbers(2):
    print(number)
# expect: 0
# expect: 1
async with asyncio.Lock() as lock:
    print("locked")  # expect: locked
print([n async for n in numbers(3)])  # expect: [0, 1, 2]
async with asyncio.TaskGroup() as group:
    group.create_task(asyncio.sleep(0))
print("group done")  # expect: group done
