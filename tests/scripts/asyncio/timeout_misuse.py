import asyncio
async def main():
    cm = asyncio.timeout(1)
    async with cm:
        pass
    try:
        async with cm: pass
    except RuntimeError as e:
        print(e)  # expect: Timeout has already been entered
    try:
        cm.reschedule(5)
    except RuntimeError as e:
        print(e)  # expect: Cannot change state of finished Timeout
asyncio.run(main())
