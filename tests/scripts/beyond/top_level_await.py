# differs: CPython takes await at the top level in its asyncio REPL only
import asyncio


async def double(n):
    await asyncio.sleep(0)
    return n * 2


print(await double(21))  # expect: 42
task = asyncio.create_task(double(5))
print(await task, task.done())  # expect: 10 True
print([await double(n) for n in range(3)])  # expect: [0, 2, 4]
