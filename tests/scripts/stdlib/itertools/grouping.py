from itertools import batched, groupby, tee, zip_longest
def numbers(n):
    for i in range(n):
        yield i
print([(k, "".join(g)) for k, g in groupby("AAAABBBCCDAABBB")])
# expect: [('A', 'AAAA'), ('B', 'BBB'), ('C', 'CC'), ('D', 'D'), ('A', 'AA'), ('B', 'BBB')]
print([(k, list(g)) for k, g in groupby(numbers(7), lambda x: x // 3)], [k for k, g in groupby("aabbc")])
# expect: [(0, [0, 1, 2]), (1, [3, 4, 5]), (2, [6])] ['a', 'b', 'c']
groups = groupby("aabb")
first = next(groups)[1]
second = next(groups)[1]
print(list(first), list(second))  # expect: [] ['b', 'b']
print(list(batched("abcdefg", 3)), list(batched(numbers(4), 2)), list(batched([], 2)))
# expect: [('a', 'b', 'c'), ('d', 'e', 'f'), ('g',)] [(0, 1), (2, 3)] []
print(list(zip_longest("abc", "x", fillvalue="-")), list(zip_longest(numbers(2), numbers(3))), list(zip_longest()))
# expect: [('a', 'x'), ('b', '-'), ('c', '-')] [(0, 0), (1, 1), (None, 2)] []
a, b, c = tee(numbers(4), 3)
print(next(a), next(a), list(b), next(a), list(c), list(a), tee([], 0))
# expect: 0 1 [0, 1, 2, 3] 2 [0, 1, 2, 3] [3] ()
d, = tee("xyz", 1)
next(d)
e = d.__copy__()
print(list(d), list(e))  # expect: ['y', 'z'] ['y', 'z']
big = tee(range(1000))
print(sum(big[0]), sum(big[1]))  # expect: 499500 499500
for call in (
    lambda: batched([1], 0),
    lambda: list(batched([1, 2, 3], 2, strict=True)),
    lambda: tee([1], -1),
    lambda: zip_longest([1], 2),
):
    try:
        call()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
# expect: ValueError n must be at least one
# expect: ValueError batched(): incomplete batch
# expect: ValueError n must be >= 0
# expect: TypeError 'int' object is not iterable
