import asyncio
from contextlib import asynccontextmanager, aclosing, AsyncExitStack
@asynccontextmanager
async def res(name):
    print("open", name)
    try:
        yield name
    finally:
        await asyncio.sleep(0)
        print("close", name)
async def numbers():
    try:
        yield 1
        yield 2
    finally:
        print("numbers closed")
async def main():
    async with res("a") as a, res("b"):
        print(a)
    try:
        async with res("c"): raise ValueError("v")
    except ValueError as e:
        print("out", e)
    async with aclosing(numbers()) as n:
        async for v in n: break
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(res("x"))
        stack.push_async_callback(asyncio.sleep, 0)
        stack.callback(print, "callback")
asyncio.run(main())
# expect: open a
# expect: open b
# expect: a
# expect: close b
# expect: close a
# expect: open c
# expect: close c
# expect: out v
# expect: numbers closed
# expect: open x
# expect: callback
# expect: close x
