import asyncio


async def main():
    log = []
    try:
        async with asyncio.timeout(0):
            log.append("no await yet")
            await asyncio.sleep(0)
            log.append("not reached")
    except TimeoutError:
        log.append("timeout")
    async with asyncio.timeout(0) as t:
        pass
    log.append(t.expired())
    await asyncio.sleep(0)
    print(log, asyncio.current_task().cancelling())  # expect: ['no await yet', 'timeout', False] 0


asyncio.run(main())
