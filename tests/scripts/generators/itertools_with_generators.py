import itertools as it
def n():
    for i in range(6): yield i
print(list(it.islice(n(), 1, 5, 2)), list(it.chain(n(), "a")), list(it.takewhile(lambda x: x < 3, n())), [(k, list(g)) for k, g in it.groupby(n(), lambda x: x // 2)])
# expect: [1, 3] [0, 1, 2, 3, 4, 5, 'a'] [0, 1, 2] [(0, [0, 1]), (1, [2, 3]), (2, [4, 5])]
a, b = it.tee(n())
print(next(a), next(a), list(b), list(a), list(it.zip_longest(n(), "ab", fillvalue="-"))[:3], list(it.accumulate(n())), list(it.pairwise(n()))[:2])
# expect: 0 1 [0, 1, 2, 3, 4, 5] [2, 3, 4, 5] [(0, 'a'), (1, 'b'), (2, '-')] [0, 1, 3, 6, 10, 15] [(0, 1), (1, 2)]
