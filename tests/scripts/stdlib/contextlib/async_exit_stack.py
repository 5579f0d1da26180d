import asyncio
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
@asynccontextmanager
async def a_managed(name):
    print("enter", name)
    yield name
    print("exit", name)
@contextmanager
def managed(name):
    print("enter", name)
    yield name
    print("exit", name)
async def note(*args): print("note", *args)
async def swallow(kind, error, tb):
    print("saw", repr(error))
    return True
async def main():
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(a_managed("async"))
        stack.enter_context(managed("sync"))
        stack.push_async_callback(note, 1, 2)
        stack.callback(print, "plain")
    async with AsyncExitStack() as stack:
        stack.push_async_exit(swallow)
        raise IndexError("i")
    try:
        await AsyncExitStack().enter_async_context(managed("x"))
    except TypeError as error:
        print(error)
asyncio.run(main())
# expect: enter async
# expect: enter sync
# expect: plain
# expect: note 1 2
# expect: exit sync
# expect: exit async
# expect: saw IndexError('i')
# expect: 'contextlib._GeneratorContextManager' object does not support the asynchronous context manager protocol
