import asyncio
async def child():
    for i in range(2):
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as e:
            print("cancelled", i, e.args)
            # expect: cancelled 0 ('one',)
            # expect: cancelled 1 ('three',)
    return "survived"
async def main():
    t = asyncio.create_task(child())
    await asyncio.sleep(0)
    t.cancel("one")
    t.cancel("two")
    await asyncio.sleep(0)
    t.cancel("three")
    print(await t, t.cancelling())  # expect: survived 3
asyncio.run(main())
