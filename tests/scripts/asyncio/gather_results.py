import asyncio
async def v(x, turns):
    for _ in range(turns): await asyncio.sleep(0)
    print("finished", x)
    return x
async def main():
    print(await asyncio.gather(v(1, 3), v(2, 0), v(3, 1)))
    print(await asyncio.gather())
    c = asyncio.ensure_future(v("same", 0))
    print(await asyncio.gather(c, c))
    print(await asyncio.gather(*(v(i, 0) for i in range(2)), return_exceptions=True))
asyncio.run(main())
# expect: finished 2
# expect: finished 3
# expect: finished 1
# expect: [1, 2, 3]
# expect: []
# expect: finished same
# expect: ['same', 'same']
# expect: finished 0
# expect: finished 1
# expect: [0, 1]
