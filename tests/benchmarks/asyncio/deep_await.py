# Suspending and resuming under a chain of awaits. `deep_await.py N DEPTH` runs one depth only, so that two runs
# can be compared; the time per switch goes to stderr when a third argument is given.
import asyncio
import sys
import time


async def descend(depth, rounds):
    if depth:
        return await descend(depth - 1, rounds) + 1
    for _ in range(rounds):
        await asyncio.sleep(0)
    return 0


async def main(rounds, depths):
    total = 0
    for depth in depths:
        started = time.perf_counter()
        total += await descend(depth, rounds)
        if len(sys.argv) > 3:
            print(depth, (time.perf_counter() - started) / rounds, file=sys.stderr)
    return total


sys.setrecursionlimit(5000)
rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15000
print(asyncio.run(main(rounds, [int(sys.argv[2])] if len(sys.argv) > 2 else [1, 600])))
