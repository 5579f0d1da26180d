a = [1, 2]
b = (3, *a, *range(2), *"xy")
print(b)  # expect: (3, 1, 2, 0, 1, 'x', 'y')
print([*a, *[], 5])  # expect: [1, 2, 5]
print({*a, 2, 9})  # expect: {1, 2, 9}
print({**{"x": 1}, "y": 2, **{"x": 3}})  # expect: {'x': 3, 'y': 2}
print(*a, *b, sep="-")  # expect: 1-2-3-1-2-0-1-x-y
t = *a, 7
print(t)  # expect: (1, 2, 7)
for v in *a, 10:
    print(v)
    # expect: 1
    # expect: 2
    # expect: 10
