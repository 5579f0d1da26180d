import math
print(math.fsum([0.1] * 10), math.fsum([1e100, 1.0, -1e100]), math.fsum(x / 10 for x in range(5)), math.fsum([]))
# expect: 1.0 1.0 1.0 0.0
print(math.prod([1, 2, 3, 4]), math.prod([1.5, 2], start=2), math.prod([]), math.prod(x for x in (2, 10**20)))
# expect: 24 6.0 1 200000000000000000000
print(math.sumprod([1, 2], [3, 4]), math.sumprod([0.1] * 10, [1] * 10), math.sumprod([], []))  # expect: 11 1.0 0
print(math.dist((1, 2), (4, 6)), math.dist([0.0], [2.0]), math.hypot(), math.hypot(-2))  # expect: 5.0 2.0 0.0 2.0
