print(1 / 3, 10 ** 30 / 10 ** 10, (2 ** 1000) / (2 ** 990), -7 / 2, 0 / 5)
# expect: 0.3333333333333333 1e+20 1024.0 -3.5 0.0
print(10 ** 400 / 10 ** 399)  # expect: 10.0
try:
    10 ** 400 / 1
except OverflowError as e:
    print(e)  # expect: integer division result too large for a float
try:
    float(10 ** 400)
except OverflowError as e:
    print(e)  # expect: int too large to convert to float
try:
    10 ** 400 * 1.5
except OverflowError as e:
    print(e)  # expect: int too large to convert to float
