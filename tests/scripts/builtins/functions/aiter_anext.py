import asyncio
class A:
    def __init__(self): self.n = 0
    def __aiter__(self): return self
    async def __anext__(self):
        self.n += 1
        if self.n > 2: raise StopAsyncIteration
        return self.n
async def main():
    it = aiter(A())
    print(await anext(it), await anext(it), await anext(it, "done"))  # expect: 1 2 done
    try:
        await anext(it)
    except StopAsyncIteration as e:
        print(repr(e))  # expect: StopAsyncIteration()
    for f in (lambda: aiter(5), lambda: anext(5)):
        try:
            f()
        except TypeError as e:
            print(e)
            # expect: 'int' object is not an async iterable
            # expect: 'int' object is not an async iterator
asyncio.run(main())
