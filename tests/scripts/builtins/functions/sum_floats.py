# Sums of floats are compensated since 3.12.
print(sum([0.1] * 10), sum([1e16, 1.0, -1e16]), sum([0.1, 0.2, 0.3]), sum([1, 0.5, 2]), sum([1e308, 1e308]), sum([2.5, 1j]))
# expect: 1.0 1.0 0.6 3.5 inf (2.5+1j)
