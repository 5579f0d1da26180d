print([x for x in range(20) if x % 2 if x % 3])  # expect: [1, 5, 7, 11, 13, 17, 19]
print([(x, y) for x in range(3) for y in range(x)])  # expect: [(1, 0), (2, 0), (2, 1)]
print({k: v for k, v in zip("abc", range(3)) if v})  # expect: {'b': 1, 'c': 2}
print(sorted({x % 3 for x in range(10)}))  # expect: [0, 1, 2]
print(list(x * x for x in range(4)))  # expect: [0, 1, 4, 9]
print([[r[i] for r in [[1, 2], [3, 4]]] for i in range(2)])  # expect: [[1, 3], [2, 4]]
print([a for a, *b in [(1, 2, 3), (4,)]])  # expect: [1, 4]
