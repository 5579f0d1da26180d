import asyncio
async def s(d, name):
    r = await asyncio.sleep(d, name)
    print(r)
    # expect: zero
    # expect: negative
    # expect: a
    # expect: b
    # expect: c
async def main():
    await asyncio.gather(s(0.03, "c"), s(0.01, "a"), s(0.02, "b"), s(0, "zero"), s(-1, "negative"))
    print(await asyncio.sleep(0, "result"), await asyncio.sleep(0.001))  # expect: result None
asyncio.run(main())
