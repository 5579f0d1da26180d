from functools import cache, lru_cache
calls = []
@lru_cache(maxsize=2)
def square(n):
    "doc"
    calls.append(n)
    return n * n
print([square(n) for n in (1, 2, 1, 3, 2)], calls)  # expect: [1, 4, 1, 9, 4] [1, 2, 3, 2]
print(square.cache_info(), square.cache_parameters())
# expect: CacheInfo(hits=1, misses=4, maxsize=2, currsize=2) {'maxsize': 2, 'typed': False}
print(square.__name__, square.__doc__, square.__wrapped__(5))  # expect: square doc 25
square.cache_clear()
print(square.cache_info().currsize)  # expect: 0
@lru_cache(typed=True)
def kind(x): return type(x).__name__
print(kind(1), kind(1.0), kind(True), kind.cache_info().misses)  # expect: int float bool 3
@cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), fib.cache_info())
# expect: 23416728348467685 CacheInfo(hits=78, misses=81, maxsize=None, currsize=81)
try:
    square([1])
except TypeError as error:
    print(error)
# expect: unhashable type: 'list'
class Point:
    def __init__(self, x): self.x = x
    @lru_cache
    def twice(self): return self.x * 2
print(Point(4).twice(), Point.twice.cache_info().misses)  # expect: 8 1
try:
    lru_cache("a")
except TypeError as error:
    print(error)
# expect: Expected first argument to be an integer, a callable, or None
