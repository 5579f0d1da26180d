import asyncio


async def leave():
    await asyncio.sleep(0)
    raise SystemExit(3)


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(asyncio.sleep(10))
            raise KeyboardInterrupt
    except KeyboardInterrupt as e:
        print(repr(e))  # expect: KeyboardInterrupt()


asyncio.run(main())
