async def run(it):
    async for _ in it: pass
class NotIter:
    def __aiter__(self): return 5
class BadNext:
    def __aiter__(self): return self
    def __anext__(self): return 5
for it in ([1], 5, NotIter(), BadNext()):
    try:
        run(it).send(None)
    except TypeError as e:
        print(e)
        # expect: 'async for' requires an object with __aiter__ method, got list
        # expect: 'async for' requires an object with __aiter__ method, got int
        # expect: 'async for' received an object from __aiter__ that does not implement __anext__: int
        # expect: 'async for' received an invalid object from __anext__: int
