import asyncio
async def main():
    f = asyncio.get_running_loop().create_future()
    print(f)  # expect: <Future pending>
    f.set_result([1])
    print(f)  # expect: <Future finished result=[1]>
    g = asyncio.Future()
    g.set_exception(ValueError("v"))
    print(g, bool(g.exception()))  # expect: <Future finished exception=ValueError('v')> True
    h = asyncio.Future()
    h.cancel()
    print(h)  # expect: <Future cancelled>
asyncio.run(main())
