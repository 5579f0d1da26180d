import asyncio
async def main():
    try:
        async with asyncio.timeout(10):
            try:
                async with asyncio.timeout(0.01):
                    await asyncio.sleep(5)
            except TimeoutError:
                print("inner")  # expect: inner
            await asyncio.sleep(0)
            print("outer goes on", asyncio.current_task().cancelling())  # expect: outer goes on 0
    except TimeoutError:
        print("no")
    try:
        async with asyncio.timeout(0.01):
            async with asyncio.timeout(10):
                await asyncio.sleep(5)
    except TimeoutError:
        print("outer")  # expect: outer
asyncio.run(main())
