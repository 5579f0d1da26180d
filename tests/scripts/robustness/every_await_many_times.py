# stack: 256
# Every way to suspend and to resume, many times on a small native stack: none may leave a native frame behind.
import asyncio
from contextlib import asynccontextmanager

ROUNDS = 5000


async def plain(): return 1
async def turn(): await asyncio.sleep(0)
async def fail(): raise ValueError
async def late_fail():
    await asyncio.sleep(0)
    raise ValueError
async def agen(n):
    for i in range(n):
        if i % 3 == 0: await asyncio.sleep(0)
        yield i


class Manager:
    async def __aenter__(self): await asyncio.sleep(0)
    async def __aexit__(self, *error): await asyncio.sleep(0)


class Wait:
    def __await__(self):
        yield
        return 1


@asynccontextmanager
async def managed():
    await asyncio.sleep(0)
    yield 1
    await asyncio.sleep(0)


async def caught(f):
    try:
        await f()
    except ValueError:
        return 1


async def timed_out():
    try:
        async with asyncio.timeout(0):
            await asyncio.sleep(1)
    except TimeoutError:
        return 1


async def cancelled():
    task = asyncio.create_task(asyncio.sleep(1))
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        return 1


async def in_group():
    async with asyncio.TaskGroup() as group:
        group.create_task(turn())


async def managers():
    async with Manager(), managed():
        pass


async def resolved():
    future = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_soon(future.set_result, 1)
    return await future


async def waited():
    await asyncio.wait([asyncio.create_task(plain())])


KINDS = [
    plain, turn, Wait, resolved, managers, in_group, timed_out, cancelled, waited,
    lambda: caught(fail), lambda: caught(late_fail), lambda: asyncio.sleep(0), lambda: asyncio.gather(plain(), turn()),
    lambda: asyncio.create_task(turn()), lambda: asyncio.wait_for(turn(), 1), lambda: asyncio.shield(turn()),
]


async def main():
    for kind in KINDS:
        for _ in range(ROUNDS):
            await kind()
    total = 0
    async for i in agen(ROUNDS * 4): total += i
    total += len([i async for i in agen(ROUNDS * 4)])
    queue = asyncio.Queue(1)
    async def produce():
        for i in range(ROUNDS): await queue.put(i)
    task = asyncio.create_task(produce())
    for _ in range(ROUNDS): total += await queue.get()
    await task
    lock, condition = asyncio.Lock(), asyncio.Condition()
    async def fight():
        for _ in range(ROUNDS):
            async with lock: await asyncio.sleep(0)
    await asyncio.gather(fight(), fight())
    done = []
    tasks = [asyncio.create_task(turn()) for _ in range(ROUNDS)]
    for task in tasks: task.add_done_callback(done.append)
    await asyncio.gather(*tasks)
    for future in asyncio.as_completed([turn() for _ in range(1000)]): await future
    print(len(KINDS), total, len(done))  # expect: 16 212507500 5000


asyncio.run(main())
