import asyncio
async def child():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as e:
        print("child cancelled", e.args)
        raise
async def main():
    t = asyncio.create_task(child())
    await asyncio.sleep(0)
    print(t.cancel("why"), t.cancelling(), t.cancelled())
    try:
        await t
    except asyncio.CancelledError as e:
        print("main saw", e.args)
    print(t.cancelled(), t.done(), t.cancel())
    for call in (t.result, t.exception):
        try:
            call()
        except asyncio.CancelledError as e:
            print(repr(e))
asyncio.run(main())
# expect: True 1 False
# expect: child cancelled ('why',)
# expect: main saw ('why',)
# expect: True True False
# expect: CancelledError()
# expect: CancelledError()
