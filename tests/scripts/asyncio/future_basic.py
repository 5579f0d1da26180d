import asyncio
async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    print(f.done(), f.cancelled())  # expect: False False
    loop.call_soon(f.set_result, 5)
    print(await f, f.done(), f.result(), f.exception())  # expect: 5 True 5 None
    g = loop.create_future()
    for call in (g.result, g.exception):
        try:
            call()
        except asyncio.InvalidStateError as e:
            print(e)
            # expect: Result is not set.
            # expect: Exception is not set.
    g.set_exception(ValueError("v"))
    try:
        await g
    except ValueError as e:
        print(e, repr(g.exception()))  # expect: v ValueError('v')
    try:
        g.set_result(1)
    except asyncio.InvalidStateError as e:
        print("invalid state")  # expect: invalid state
    h = loop.create_future()
    print(h.cancel(), h.cancel(), h.cancelled(), h.done())  # expect: True False True True
    try:
        await h
    except asyncio.CancelledError as e:
        print(repr(e))  # expect: CancelledError()
    x = loop.create_future()
    x.set_exception(StopIteration())
    print(x.exception())  # expect: StopIteration interacts badly with generators and cannot be raised into a Future
    i = asyncio.Future()
    i.set_exception(KeyError)
    print(repr(i.exception()), i.get_loop() is loop)  # expect: KeyError() True
asyncio.run(main())
