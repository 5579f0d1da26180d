# Creating many short tasks and awaiting each, and awaiting plain coroutines without a task.
import asyncio
import sys


async def child(n):
    return n & 7


async def main(count):
    total = 0
    for i in range(count):
        total += await asyncio.create_task(child(i))
    for i in range(count * 8):
        total += await child(i)
    return total


print(asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 80000)))
