# differs: CPython takes await at the top level in its asyncio REPL only
import asyncio


async def fail():
    await asyncio.sleep(0)
    raise ValueError("awaited at the top")


try:
    await fail()
except ValueError as error:
    print(error)  # expect: awaited at the top
await fail()  # raises: ValueError: awaited at the top
