g = (x * 2 for x in range(3) if x != 1)
print(type(g).__name__, list(g), list(g), sum(x for x in range(5)), max((abs(x), x) for x in (-3, 2)), sorted(x for x in "cab"))
# expect: generator [0, 4] [] 10 (3, -3) ['a', 'b', 'c']
print([f() for f in [lambda: i for i in range(2)]], list((x, y) for x in "ab" for y in range(2)))
# expect: [1, 1] [('a', 0), ('a', 1), ('b', 0), ('b', 1)]
n = 5
g = (n for _ in range(1))
n = 6
print(list(g))  # expect: [6]
