# exit: 1
import asyncio
async def inner():
    await asyncio.sleep(0)
    raise ValueError("in coroutine")
async def outer():
    await inner()
coro = outer()
coro.send(None)
coro.send(None)
