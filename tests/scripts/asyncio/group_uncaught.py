import asyncio
async def fail(e): raise e
async def main():
    async with asyncio.TaskGroup() as g:
        g.create_task(fail(ValueError("one")))
try:
    asyncio.run(main())
except ExceptionGroup as e:
    print(e, [repr(x) for x in e.exceptions])
    # expect: unhandled errors in a TaskGroup (1 sub-exception) ["ValueError('one')"]
