print(1 + 2 if True else 3 * 4)  # expect: 3
print(not 1 == 2, -2 ** 2, 2 ** -1, not True or True)  # expect: True -4 0.5 True
print(1 | 2 ^ 3 & 4 << 1, 5 - 3 - 1, 2 * 3 % 4, 10 // 3 * 3)  # expect: 3 1 2 9
print(1 < 2 == True, (1 < 2) == True)  # expect: False True
print(lambda: 1 if 0 else 2)if False else print("lambda last")  # expect: lambda last
print(True if False else False or True)  # expect: True
print("a" in "abc" and not "d" in "abc", 3 not in [1, 2])  # expect: True True
