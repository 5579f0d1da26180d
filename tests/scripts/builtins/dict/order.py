d = {}
for k in "zebra":
    d[k] = len(d)
print(d)  # expect: {'z': 0, 'e': 1, 'b': 2, 'r': 3, 'a': 4}
del d["e"]
d["e"] = 9
d["z"] = 8
print(d, list(reversed(d)), list(reversed(d.items()))[0])
# expect: {'z': 8, 'b': 2, 'r': 3, 'a': 4, 'e': 9} ['e', 'a', 'r', 'b', 'z'] ('e', 9)
d.pop("z")
d["z"] = 0
print(list(d), next(iter(d)), d.popitem())  # expect: ['b', 'r', 'a', 'e', 'z'] b ('z', 0)
for i in range(100):
    d[i] = i
for i in range(98):
    del d[i]
print(d)  # expect: {'b': 2, 'r': 3, 'a': 4, 'e': 9, 98: 98, 99: 99}
