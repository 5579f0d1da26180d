a = 10 ** 25
print(a == 10 ** 25, a > 10 ** 24, a < -a, a != a + 1, a == 1e25, 2 ** 53 + 1 == float(2 ** 53), 2 ** 53 + 1 > 2.0 ** 53)
# expect: True True False True False False True
print(10 ** 400 > 1e308, -(10 ** 400) < float("-inf"), 10 ** 400 < float("inf"))  # expect: True False True
print(sorted([10 ** 20, -10 ** 20, 5, 1e19]))  # expect: [-100000000000000000000, 5, 1e+19, 100000000000000000000]
print({10 ** 20: "a"}[100000000000000000000])  # expect: a
