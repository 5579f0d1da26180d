# Producers and consumers over bounded queues, in two stages.
import asyncio
import sys


async def produce(queue, start, count):
    for i in range(start, start + count):
        await queue.put(i)


async def transform(source, target):
    while True:
        item = await source.get()
        await target.put(item * 3 % 1009)
        source.task_done()


async def consume(queue, totals):
    while True:
        totals.append(await queue.get())
        queue.task_done()


async def main(count):
    raw = asyncio.Queue(maxsize=10)
    cooked = asyncio.Queue(maxsize=100)
    totals = []
    workers = [asyncio.create_task(transform(raw, cooked)) for _ in range(4)]
    workers += [asyncio.create_task(consume(cooked, totals)) for _ in range(2)]
    await asyncio.gather(*[produce(raw, i * count, count) for i in range(3)])
    await raw.join()
    await cooked.join()
    for worker in workers:
        worker.cancel()
    await asyncio.gather(*workers, return_exceptions=True)
    return len(totals), sum(totals)


print(*asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 45000)))
