def run(c):
    try:
        c.send(None)
    except StopIteration as e:
        return e.value
    except Exception as e:
        print(type(e).__name__, e)
async def bad(v): await v
class NotIter:
    def __await__(self): return 5
class Coro:
    def __await__(self): return nothing()
async def nothing(): pass
run(bad(5))  # expect: TypeError object int can't be used in 'await' expression
run(bad(None))  # expect: TypeError object NoneType can't be used in 'await' expression
run(bad([1]))  # expect: TypeError object list can't be used in 'await' expression
run(bad(NotIter()))  # expect: TypeError __await__() returned non-iterator of type 'int'
def g(): yield
run(bad(g()))  # expect: TypeError object generator can't be used in 'await' expression
