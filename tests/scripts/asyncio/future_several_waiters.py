import asyncio
async def waiter(name, f):
    print(name, await f)
async def main():
    f = asyncio.get_running_loop().create_future()
    tasks = [asyncio.create_task(waiter(n, f)) for n in "abc"]
    await asyncio.sleep(0)
    f.set_result("v")
    print("set")
    await asyncio.sleep(0)
    print("turn")
    await asyncio.gather(*tasks)
asyncio.run(main())
# expect: set
# expect: a v
# expect: b v
# expect: c v
# expect: turn
