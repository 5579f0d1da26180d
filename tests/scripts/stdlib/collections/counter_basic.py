from collections import Counter

c = Counter("abracadabra")
print(c)  # expect: Counter({'a': 5, 'b': 2, 'r': 2, 'c': 1, 'd': 1})
print(c["a"], c["z"], "z" in c, len(c), c.total())  # expect: 5 0 False 5 11
print(c.most_common(2))  # expect: [('a', 5), ('b', 2)]
print(c.most_common())  # expect: [('a', 5), ('b', 2), ('r', 2), ('c', 1), ('d', 1)]
print(list(Counter(b=2, a=1, z=-3).elements()))  # expect: ['b', 'b', 'a']
print(Counter({"x": 2}), Counter(), Counter(a=1))  # expect: Counter({'x': 2}) Counter() Counter({'a': 1})
del c["nothing"]
c.update("aaa")
c.update({"b": 10})
print(c)  # expect: Counter({'b': 12, 'a': 8, 'r': 2, 'c': 1, 'd': 1})
c.subtract("ab")
c.subtract(r=5)
print(c)  # expect: Counter({'b': 11, 'a': 7, 'c': 1, 'd': 1, 'r': -3})
print(c.copy() == c, c.copy() is c)  # expect: True False
