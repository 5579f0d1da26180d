import asyncio
async def nothing(): pass
async def main():
    g = asyncio.TaskGroup()
    c = nothing()
    try:
        g.create_task(c)
    except RuntimeError as e:
        print(str(e).split(">")[-1])
        # expect:  has not been entered
    c.close()
    async with g: pass
    c = nothing()
    try:
        g.create_task(c)
    except RuntimeError as e:
        print(str(e).split(">")[-1])
        # expect:  is finished
    c.close()
    try:
        async with g: pass
    except RuntimeError as e:
        print(str(e).split(">")[-1])
        # expect:  has already been entered
    try:
        async with asyncio.TaskGroup() as g:
            t = g.create_task(asyncio.sleep(10))
            await asyncio.sleep(0)
            t.cancel()
    except BaseException as e:
        print("no", e)
    print("a cancelled child is not an error", t.cancelled())  # expect: a cancelled child is not an error True
asyncio.run(main())
