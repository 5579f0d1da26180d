import asyncio


async def main():
    t = asyncio.timeout(1)
    try:
        t.reschedule(2)
    except RuntimeError as e:
        print(e)  # expect: Timeout has not been entered
    print(t)  # expect: <Timeout [created]>
    async with t:
        try:
            await t.__aenter__()
        except RuntimeError as e:
            print(e)  # expect: Timeout has already been entered
    try:
        t.reschedule(2)
    except RuntimeError as e:
        print(e)  # expect: Cannot change state of finished Timeout


asyncio.run(main())
