import asyncio
async def v(d, r):
    await asyncio.sleep(d)
    if r == "fail": raise ValueError(r)
    return r
async def main():
    a, b, c = (asyncio.create_task(v(d, r), name=r) for d, r in ((0.01, "a"), (0.03, "b"), (0.02, "fail")))
    done, pending = await asyncio.wait([a, b, c], return_when=asyncio.FIRST_COMPLETED)
    print(sorted(t.get_name() for t in done), sorted(t.get_name() for t in pending))  # expect: ['a'] ['b', 'fail']
    done, pending = await asyncio.wait([a, b, c], return_when=asyncio.FIRST_EXCEPTION)
    print(sorted(t.get_name() for t in done), sorted(t.get_name() for t in pending))  # expect: ['a', 'fail'] ['b']
    done, pending = await asyncio.wait([a, b, c], timeout=0.001)
    print(len(done), len(pending))  # expect: 2 1
    done, pending = await asyncio.wait({a, b, c})
    print(len(done), len(pending), repr(c.exception()))  # expect: 3 0 ValueError('fail')
    for args, kw in ((([],), {}), ((a,), {}), (([a],), {"return_when": "x"}), (([v(0, 0)],), {})):
        try:
            await asyncio.wait(*args, **kw)
        except Exception as e:
            print(type(e).__name__, e)
            # expect: ValueError Set of Tasks/Futures is empty.
            # expect: TypeError expect a list of futures, not Task
            # expect: ValueError Invalid return_when value: x
            # expect: TypeError Passing coroutines is forbidden, use tasks explicitly.
            if args[0] and isinstance(args[0], list) and asyncio.iscoroutine(args[0][0]): args[0][0].close()
asyncio.run(main())
