import asyncio
async def deep(n):
    if n: return await deep(n - 1)
    await asyncio.sleep(0)
    raise ValueError("from deep inside")  # raises: ValueError: from deep inside
async def main():
    await asyncio.gather(deep(3), asyncio.sleep(0))
asyncio.run(main())
