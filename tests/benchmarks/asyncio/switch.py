# Switching between tasks that sleep for no time: first two of them, then a hundred.
import asyncio
import sys

order = 0


async def worker(name, rounds):
    global order
    for _ in range(rounds):
        order = (order * 3 + name) % 1000003
        await asyncio.sleep(0)


async def main(rounds):
    await asyncio.gather(worker(1, rounds), worker(2, rounds))
    await asyncio.gather(*[worker(i, rounds // 50) for i in range(100)])


asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100000))
print(order)
