a = [1]
b = [1]
print(a == b, a is b, a is not b, a != b)  # expect: True False True False
print(None is None, True is True, () == [], 1 == True, 1 == 1.0 == 1 + 0j)  # expect: True True False True True
nan = float("nan")
print(nan == nan, nan is nan, nan != nan, nan in [nan], [nan] == [nan])  # expect: False True True True True
print("a" < "b" < "ba", [1, 2] < [1, 3], (1,) < (1, 0), [] < [0])  # expect: True True True True
