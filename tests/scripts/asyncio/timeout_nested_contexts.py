import asyncio


async def main():
    try:
        async with asyncio.timeout(0.01) as outer:
            async with asyncio.timeout(10) as inner:
                await asyncio.sleep(10)
    except TimeoutError:
        print("outer", outer.expired(), inner.expired())  # expect: outer True False
    try:
        async with asyncio.timeout(10) as outer:
            try:
                async with asyncio.timeout(0.01) as inner:
                    await asyncio.sleep(10)
            except TimeoutError:
                print("inner", outer.expired(), inner.expired())  # expect: inner False True
                raise KeyError("translated")
    except KeyError as e:
        print(repr(e), repr(e.__context__))  # expect: KeyError('translated') TimeoutError()


asyncio.run(main())
