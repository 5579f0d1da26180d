async def run(m):
    async with m: pass
class NoExit:
    async def __aenter__(self): pass
class Sync:
    def __enter__(self): pass
    def __exit__(self, *a): pass
class NotAwaitable:
    def __aenter__(self): return 5
    async def __aexit__(self, *a): pass
for m in (5, NoExit(), Sync(), NotAwaitable()):
    try:
        run(m).send(None)
    except Exception as e:
        print(type(e).__name__, e)
        # expect: TypeError 'int' object does not support the asynchronous context manager protocol
        # expect: TypeError 'NoExit' object does not support the asynchronous context manager protocol (missed __aexit__ method)
        # expect: TypeError 'Sync' object does not support the asynchronous context manager protocol
        # expect: TypeError 'async with' received an object from __aenter__ that does not implement __await__: int
async def plain():
    class A:
        async def __aenter__(self): pass
        async def __aexit__(self, *a): pass
    with A(): pass
try:
    plain().send(None)
except TypeError as e:
    print(e)  # expect: 'A' object does not support the context manager protocol
