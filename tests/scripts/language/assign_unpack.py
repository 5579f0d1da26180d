a, b = 1, 2
a, b = b, a
print(a, b)  # expect: 2 1
(c, [d, (e, f)]) = 1, (2, [3, 4])
print(c, d, e, f)  # expect: 1 2 3 4
[g, h] = "xy"
print(g, h)  # expect: x y
i, = (5,)
print(i)  # expect: 5
() = []
x = [0, 1, 2]
i = 0
i, x[i] = 1, 9
print(i, x)  # expect: 1 [0, 9, 2]
