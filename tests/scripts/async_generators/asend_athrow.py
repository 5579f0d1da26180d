import asyncio
async def g():
    got = None
    while True:
        try:
            got = yield f"got {got}"
        except ValueError as e:
            got = f"error {e}"
async def main():
    it = g()
    print(await it.asend(None), await it.asend(5), await it.athrow(ValueError("v")), await it.asend("x"))
    # expect: got None got 5 got error v got x
    try:
        await it.athrow(KeyError("k"))
    except KeyError as e:
        print("out", e)  # expect: out 'k'
    try:
        await it.asend(1)
    except StopAsyncIteration as e:
        print(repr(e))  # expect: StopAsyncIteration()
    try:
        await g().asend(5)
    except TypeError as e:
        print(e)  # expect: can't send non-None value to a just-started async generator
asyncio.run(main())
