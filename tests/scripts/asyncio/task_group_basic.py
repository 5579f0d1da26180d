import asyncio
async def v(n, turns):
    for _ in range(turns): await asyncio.sleep(0)
    print("done", n)
    return n
async def main():
    async with asyncio.TaskGroup() as g:
        a = g.create_task(v(1, 2))
        b = g.create_task(v(2, 1), name="b")
        print("body ends")
    print(a.result(), b.result(), b.get_name())
    async with asyncio.TaskGroup() as g:
        pass
    async with asyncio.TaskGroup() as g:
        async def spawn():
            g.create_task(v("nested", 1))
        g.create_task(spawn())
    print("end")
asyncio.run(main())
# expect: body ends
# expect: done 2
# expect: done 1
# expect: 1 2 b
# expect: done nested
# expect: end
