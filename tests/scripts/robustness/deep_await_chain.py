import asyncio
import sys
sys.setrecursionlimit(200000)
async def deep(n):
    if n:
        return await deep(n - 1) + 1
    await asyncio.sleep(0)
    return 0
print(asyncio.run(deep(100000)))  # expect: 100000
