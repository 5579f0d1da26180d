# Async generators, chained and consumed by async for and async comprehensions.
import asyncio
import sys


async def numbers(count):
    for i in range(count):
        if i % 16 == 0:
            await asyncio.sleep(0)
        yield i


async def squares(source):
    async for n in source:
        yield n * n


async def odd(source):
    async for n in source:
        if n & 1:
            yield n


async def main(count):
    total = 0
    async for n in odd(squares(numbers(count))):
        total = (total + n) % 1000003
    kept = [n async for n in numbers(count) if n % 3 == 0]
    return total, len(kept)


print(*asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500000)))
