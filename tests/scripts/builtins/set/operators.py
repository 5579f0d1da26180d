a, b = {1, 2, 3}, {2, 3, 4}
print(sorted(a | b), sorted(a & b), sorted(a - b), sorted(a ^ b), a < b, {2} < a, a <= a, a >= {1}, a > a, {1, 2, 3} == a)
# expect: [1, 2, 3, 4] [2, 3] [1] [1, 4] False True True True False True
print(sorted(a.union([9], "x" and [8])), sorted(a.intersection([1, 2], [2])), sorted(a.difference([1], [2])), sorted(a.symmetric_difference([1, 7])), a.issubset(range(5)), a.issuperset([1]), a.isdisjoint([9]))
# expect: [1, 2, 3, 8, 9] [2] [3] [2, 3, 7] True True True
c = a.copy()
c |= {10}
c &= {1, 2, 10}
c -= {1}
c ^= {2, 5}
print(sorted(c), sorted(a))  # expect: [5, 10] [1, 2, 3]
c.update([1], (2,))
c.intersection_update([1, 2, 5])
c.difference_update([5])
c.symmetric_difference_update([2, 3])
print(sorted(c))  # expect: [1, 3]
