import asyncio
from contextlib import aclosing, asynccontextmanager, nullcontext
@asynccontextmanager
async def managed(name):
    print("enter", name)
    try:
        yield name
    except KeyError:
        print("swallowed")
    finally:
        await asyncio.sleep(0)
        print("exit", name)
class Thing:
    async def aclose(self): print("aclosed")
async def main():
    async with managed("a") as value:
        print(value)
    async with managed("b"):
        raise KeyError
    try:
        async with managed("c"):
            raise ValueError("v")
    except ValueError as error:
        print(repr(error))
    @managed("d")
    async def work(): return 7
    print(await work(), await work())
    async with aclosing(Thing()), nullcontext(1) as one:
        print(one)
    for raised in (StopIteration(3), StopAsyncIteration(4)):
        try:
            async with managed("e"):
                raise raised
        except BaseException as error:
            print(repr(error), error is raised)
asyncio.run(main())
# expect: enter a
# expect: a
# expect: exit a
# expect: enter b
# expect: swallowed
# expect: exit b
# expect: enter c
# expect: exit c
# expect: ValueError('v')
# expect: enter d
# expect: exit d
# expect: enter d
# expect: exit d
# expect: 7 7
# expect: 1
# expect: aclosed
# expect: enter e
# expect: exit e
# expect: StopIteration(3) True
# expect: enter e
# expect: exit e
# expect: StopAsyncIteration(4) True
