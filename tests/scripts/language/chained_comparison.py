x = 5
print(1 < x < 10, 1 < x > 3, 10 > x >= 5 == 5)  # expect: True True True
print(1 < 2 > 3, 3 > 2 > 1 != 0)  # expect: False True
def f(v):
    print("f", v)
    return v
print(f(1) < f(2) < f(3))
# expect: f 1
# expect: f 2
# expect: f 3
# expect: True
print(f(5) < f(2) < f(3))
# expect: f 5
# expect: f 2
# expect: False
print(1 in [1, 2] == True, (1 in [1, 2]) == True)  # expect: False True
