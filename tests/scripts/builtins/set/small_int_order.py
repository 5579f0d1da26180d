# Small non-negative integers come out in the order of their values, as in CPython.
print({3, 1, 2}, {0, 5, 4}, set(range(10)), {1, 2} | {0})
# expect: {1, 2, 3} {0, 4, 5} {0, 1, 2, 3, 4, 5, 6, 7, 8, 9} {0, 1, 2}
s = set()
for v in (4, 2, 0):
    s.add(v)
print(s, list(s), frozenset([2, 1]), s.pop())  # expect: {2, 4} [0, 2, 4] frozenset({1, 2}) 0
