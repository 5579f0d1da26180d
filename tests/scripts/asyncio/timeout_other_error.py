import asyncio


async def main():
    try:
        async with asyncio.timeout(0.01):
            try:
                await asyncio.sleep(10)
            finally:
                raise ValueError("while cancelled")
    except ValueError as e:
        print(repr(e), repr(e.__context__), repr(e.__context__.__cause__))
        # expect: ValueError('while cancelled') TimeoutError() CancelledError()
    print(asyncio.current_task().cancelling())  # expect: 0


asyncio.run(main())
