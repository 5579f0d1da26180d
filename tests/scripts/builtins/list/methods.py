a = [3, 1, 2]
a.append(5)
a.extend((7, 8))
a.extend("x")
a.insert(0, "first")
a.insert(-1, "penultimate")
a.insert(100, "last")
print(a)  # expect: ['first', 3, 1, 2, 5, 7, 8, 'penultimate', 'x', 'last']
print(a.pop(), a.pop(0), a.index(1), a.count(3), a)  # expect: last first 1 1 [3, 1, 2, 5, 7, 8, 'penultimate', 'x']
a.remove("x")
a.reverse()
print(a, a.copy() == a, a.copy() is a)  # expect: ['penultimate', 8, 7, 5, 2, 1, 3] True False
a.clear()
print(a, a.append(1), a)  # expect: [1] None [1]
