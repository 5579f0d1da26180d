import asyncio


async def main():
    try:
        async with asyncio.timeout(0.01) as t:
            print(t.expired(), repr(t)[:22])  # expect: False <Timeout [active] when
            await asyncio.sleep(10)
    except TimeoutError as e:
        print(repr(e), repr(e.__cause__), t, t.expired())
        # expect: TimeoutError() CancelledError() <Timeout [expired]> True
    print(asyncio.current_task().cancelling())  # expect: 0
    async with asyncio.timeout(10) as t:
        await asyncio.sleep(0)
    print(t, t.expired())  # expect: <Timeout [finished]> False
    async with asyncio.timeout(None) as t:
        print(t, t.when())  # expect: <Timeout [active] when=None> None
    print(t)  # expect: <Timeout [finished]>


asyncio.run(main())
