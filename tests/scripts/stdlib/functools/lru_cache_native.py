from functools import lru_cache
calls = []
@lru_cache(maxsize=2)
def double(x, *rest, **more):
    calls.append(x)
    return x * 2
print([double(x) for x in (1, 2, 1, 3, 2, 1)], calls, double.cache_info())
# expect: [2, 4, 2, 6, 4, 2] [1, 2, 3, 2, 1] CacheInfo(hits=1, misses=5, maxsize=2, currsize=2)
double.cache_clear()
print(double.cache_info(), double.cache_parameters(), double.__wrapped__(4), double.__name__)
# expect: CacheInfo(hits=0, misses=0, maxsize=2, currsize=0) {'maxsize': 2, 'typed': False} 8 double
@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), fib.cache_info())
# expect: 23416728348467685 CacheInfo(hits=78, misses=81, maxsize=None, currsize=81)
class Thing:
    @lru_cache
    def method(self, x):
        return (self is thing, x)
thing = Thing()
print(thing.method(1), thing.method(1), Thing.method.cache_info().hits)  # expect: (True, 1) (True, 1) 1
@lru_cache(typed=True)
def kind(x, y=0):
    return type(x).__name__, y
print(kind(1), kind(1.0), kind(True), kind(1, y=2), kind(1, y=2), kind.cache_info())
# expect: ('int', 0) ('float', 0) ('bool', 0) ('int', 2) ('int', 2) CacheInfo(hits=1, misses=4, maxsize=128, currsize=4)
@lru_cache(maxsize=0)
def uncached(x):
    return x
uncached(1), uncached(1)
print(uncached.cache_info())  # expect: CacheInfo(hits=0, misses=2, maxsize=0, currsize=0)
try:
    double([])
except TypeError as error:
    print(error)
# expect: unhashable type: 'list'
