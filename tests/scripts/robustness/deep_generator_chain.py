# differs: CPython runs out of its native stack in long chains of iterators
def count(n):
    it = iter(range(5))
    for _ in range(n): it = (v for v in it)
    return it
for n in (100, 100000):
    try:
        list(count(n))
    except RecursionError:
        pass
    print("survived")  # expect: survived
# expect: survived
it = iter([1])
for _ in range(100000): it = map(str, it)
try:
    next(it)
except RecursionError:
    pass
print("survived")  # expect: survived
