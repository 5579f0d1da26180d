import functools
import inspect
async def co(): pass
def gen(): yield
async def agen(): yield
class A:
    def m(self): pass
    async def am(self): pass
print([inspect.iscoroutinefunction(x) for x in (co, gen, agen, A().am, A.am, functools.partial(co), 3)])
# expect: [True, False, False, True, True, True, False]
print([inspect.isgeneratorfunction(x) for x in (co, gen, agen)], [inspect.isasyncgenfunction(x) for x in (co, gen, agen)])
# expect: [False, True, False] [False, False, True]
c = co()
print(inspect.iscoroutine(c), inspect.isawaitable(c), inspect.isawaitable(3), inspect.isgenerator(gen()), inspect.isasyncgen(agen()))
# expect: True True False True True
print(inspect.getcoroutinestate(c))  # expect: CORO_CREATED
c.close()
print(inspect.getcoroutinestate(c))  # expect: CORO_CLOSED
print([inspect.isfunction(x) for x in (co, len, A, A.m, A().m)], [inspect.ismethod(x) for x in (A.m, A().m)], inspect.isclass(A), inspect.isclass(3))
# expect: [True, False, False, True, False] [False, True] True False
print([inspect.isroutine(x) for x in (len, A.m, A().m, A, [].append)], inspect.isbuiltin(len), inspect.ismodule(inspect))
# expect: [True, True, True, False, True] True True
g = gen()
print(inspect.getgeneratorstate(g), next(g), inspect.getgeneratorstate(g), g.close(), inspect.getgeneratorstate(g))
# expect: GEN_CREATED None GEN_SUSPENDED None GEN_CLOSED
