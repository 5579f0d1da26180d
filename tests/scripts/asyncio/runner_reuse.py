import asyncio

async def value(x):
    await asyncio.sleep(0)
    return x


with asyncio.Runner() as runner:
    loop = runner.get_loop()
    print(runner.run(value(1)), runner.run(value(2)), loop.is_closed())  # expect: 1 2 False
print(loop.is_closed())  # expect: True
try:
    runner.get_loop()
except RuntimeError as e:
    print(e)  # expect: Runner is closed
print(asyncio.run(value(3)))  # expect: 3
