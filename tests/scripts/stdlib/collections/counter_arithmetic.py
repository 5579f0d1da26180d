from collections import Counter

a = Counter(x=3, y=1, z=-2)
b = Counter(x=1, y=2, w=4)
print(a + b)  # expect: Counter({'x': 4, 'w': 4, 'y': 3})
print(a - b)  # expect: Counter({'x': 2})
print(a & b)  # expect: Counter({'x': 1, 'y': 1})
print(a | b)  # expect: Counter({'w': 4, 'x': 3, 'y': 2})
print(+a, -a)  # expect: Counter({'x': 3, 'y': 1}) Counter({'z': 2})
a += b
print(a)  # expect: Counter({'x': 4, 'w': 4, 'y': 3})
a -= Counter(x=1, w=10)
print(a)  # expect: Counter({'x': 3, 'y': 3})
a |= Counter(q=1)
a &= Counter(x=1, q=5)
print(a)  # expect: Counter({'x': 1, 'q': 1})
