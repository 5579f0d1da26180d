inf, nan = float("inf"), float("nan")
print(inf, -inf, nan, inf - inf, inf * 0, inf + 1, -inf < 0 < inf)  # expect: inf -inf nan nan nan inf True
print(nan == nan, nan < 1, nan > 1, nan != nan, min(1, nan), max(nan, 1), inf == inf)
# expect: False False False True 1 nan True
print(1e308 * 10, -1e308 * 10, 5e-324 / 2, -5e-324 / 2, 0.0 == -0.0)  # expect: inf -inf 0.0 -0.0 True
print(f"{inf} {nan:f} {-inf:e} {inf:10.2f}| {nan:F}")  # expect: inf nan -inf        inf| NAN
