# Gathering batches of coroutines, nested two deep.
import asyncio
import sys


async def leaf(n):
    if n % 3 == 0:
        await asyncio.sleep(0)
    return n


async def branch(base, width):
    return sum(await asyncio.gather(*[leaf(base + i) for i in range(width)]))


async def main(rounds):
    total = 0
    for r in range(rounds):
        total += sum(await asyncio.gather(*[branch(r + i, 20) for i in range(20)]))
    return total


print(asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 260)))
