r = range(2, 20, 3)
print(r, range(5), range(0), list(r), len(r), r[0], r[-1], r[1:4], r[::-1], 8 in r, 9 in r, 8.0 in r, "x" in r, r.index(8), r.count(5), r.start, r.stop, r.step)
# expect: range(2, 20, 3) range(0, 5) range(0, 0) [2, 5, 8, 11, 14, 17] 6 2 17 range(5, 14, 3) range(17, -1, -3) True False True False 2 1 2 20 3
print(list(range(5, 0, -2)), list(range(0)), range(0, 3, 2) == range(0, 4, 2), range(0) == range(5, 5), hash(range(3)) == hash(range(0, 3)), list(reversed(range(4))), bool(range(0)))
# expect: [5, 3, 1] [] True True True [3, 2, 1, 0] False
print(range(10 ** 20, 10 ** 20 + 3)[1], len(range(0, 10 ** 18, 7)), sum(range(101)), max(range(3)), list(range(2 ** 62, 2 ** 62 + 2)), list(range(-3, 3)))
# expect: 100000000000000000001 142857142857142858 5050 2 [4611686018427387904, 4611686018427387905] [-3, -2, -1, 0, 1, 2]
it = iter(range(3))
print(next(it), list(it), it.__length_hint__(), type(it).__name__)  # expect: 0 [1, 2] 0 range_iterator
