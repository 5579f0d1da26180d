import asyncio
async def fail():
    raise ValueError("v")
async def main():
    t = asyncio.create_task(fail())
    await asyncio.sleep(0)
    print(t.done(), repr(t.exception()))  # expect: True ValueError('v')
    try:
        await t
    except ValueError as e:
        print("first", e)  # expect: first v
    try:
        t.result()
    except ValueError as e:
        print("again", e)  # expect: again v
asyncio.run(main())
