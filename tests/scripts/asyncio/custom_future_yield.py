# A task may be suspended by any future that asks for it.
import asyncio
async def main():
    f = asyncio.get_running_loop().create_future()
    class Once:
        def __await__(self):
            result = yield from f
            return "through", result
    asyncio.get_running_loop().call_soon(f.set_result, 7)
    print(await Once())  # expect: ('through', 7)
asyncio.run(main())
