import asyncio
async def f(): pass
async def g(): yield
c = f()
print(asyncio.iscoroutine(c), asyncio.iscoroutine(f), asyncio.iscoroutinefunction(f), asyncio.iscoroutinefunction(g), asyncio.isfuture(c), asyncio.isfuture(asyncio.Future))
# expect: True False True False False False
c.close()
async def main():
    t = asyncio.ensure_future(f())
    print(asyncio.isfuture(t), asyncio.ensure_future(t) is t, type(t).__name__)  # expect: True True Task
    await t
    try:
        asyncio.ensure_future(5)
    except TypeError as e:
        print(e)  # expect: An asyncio.Future, a coroutine or an awaitable is required
asyncio.run(main())
