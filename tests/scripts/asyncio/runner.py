import asyncio
async def f(n):
    await asyncio.sleep(0)
    return n
with asyncio.Runner() as r:
    print(r.run(f(1)), r.run(f(2)), r.get_loop().is_running())  # expect: 1 2 False
c = f(3)
try:
    r.run(c)
except RuntimeError as e:
    print(e)  # expect: Runner is closed
c.close()
