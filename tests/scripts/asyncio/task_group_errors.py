import asyncio
async def fail(e): raise e
async def wait(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("cancelled", name)
        raise
async def main():
    try:
        async with asyncio.TaskGroup() as g:
            g.create_task(wait("a"))
            g.create_task(fail(ValueError("v")))
            g.create_task(fail(KeyError("k")))
            await asyncio.sleep(10)
    except* ValueError as eg:
        print(repr(eg))
    except* KeyError as eg:
        print(repr(eg))
    try:
        async with asyncio.TaskGroup() as g:
            t = g.create_task(wait("b"))
            await asyncio.sleep(0)
            raise OSError("body")
    except* OSError as eg:
        print(repr(eg), t.cancelled())
    print(asyncio.current_task().cancelling())
asyncio.run(main())
# expect: cancelled a
# expect: ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('v')])
# expect: ExceptionGroup('unhandled errors in a TaskGroup', [KeyError('k')])
# expect: cancelled b
# expect: ExceptionGroup('unhandled errors in a TaskGroup', [OSError('body')]) True
# expect: 0
