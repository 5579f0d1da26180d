async def f(): return 5
c = f()
it = c.__await__()
print(type(it).__name__, iter(it) is it)  # expect: coroutine_wrapper True
try:
    next(it)
except StopIteration as e:
    print(e.value)  # expect: 5
import inspect
print(inspect.iscoroutinefunction(f), inspect.iscoroutine(c), inspect.isawaitable(c), inspect.getcoroutinestate(c))
# expect: True True True CORO_CLOSED
