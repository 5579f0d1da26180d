def count():
    n = 0
    while True:
        yield n
        n += 1
def take(n, it):
    for _ in range(n): yield next(it)
def square(it):
    for v in it: yield v * v
print(list(take(4, square(count()))), sum(take(10, count())), [*take(2, count())])  # expect: [0, 1, 4, 9] 45 [0, 1]
a, b, *c = take(5, count())
print(a, b, c, max(take(3, count())), 5 in count(), dict(zip("ab", count())))
# expect: 0 1 [2, 3, 4] 2 True {'a': 0, 'b': 1}
