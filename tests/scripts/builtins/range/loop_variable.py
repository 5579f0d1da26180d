for i in range(3):
    i += 10
print(i)  # expect: 12
for i in range(0):
    pass
print(i)  # expect: 12
n = 3
for i in range(n):
    n = 10
print(i, n)  # expect: 2 10
for i in range(10, 0, -3):
    print(i)
    # expect: 10
    # expect: 7
    # expect: 4
    # expect: 1
for i in range(2 ** 63 - 1, 2 ** 63 + 1):
    print(i)
    # expect: 9223372036854775807
    # expect: 9223372036854775808
