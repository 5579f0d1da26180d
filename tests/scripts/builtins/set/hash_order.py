# A set iterates in the order of its table, so that sets of small integers come out as in CPython.
print(set([3, 1, 2]), {0, 5, 4}, set(range(10)), {1, 2} | {0})
# expect: {1, 2, 3} {0, 4, 5} {0, 1, 2, 3, 4, 5, 6, 7, 8, 9} {0, 1, 2}
s = set()
for v in (40, 2, 0, 9, 17, 33):
    s.add(v)
print(s, list(s), frozenset([2, 1]), s.pop(), s)
# expect: {33, 2, 40, 9, 17} [0, 33, 2, 40, 9, 17] frozenset({1, 2}) 0 {33, 2, 40, 9, 17}
t = set(range(0, 200, 7))
t -= set(range(0, 100, 14))
print(t)  # expect: {133, 7, 140, 147, 21, 154, 161, 35, 168, 175, 49, 182, 189, 63, 196, 77, 91, 105, 112, 119, 126}
print(set([-1, -2, 5, 100, 1000, 10 ** 6]), set([1.5, 2.0, 0.25]), {None} | {True})
# expect: {1000000, 100, 5, 1000, -2, -1} {0.25, 1.5, 2.0} {None, True}
