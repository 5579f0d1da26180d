from collections import defaultdict
d = defaultdict(list, {1: 2}, x=3)
d[5].append("five")
print(d, d.get(9), 9 in d, len(d), d.default_factory, dict(d))
# expect: defaultdict(<class 'list'>, {1: 2, 'x': 3, 5: ['five']}) None False 3 <class 'list'> {1: 2, 'x': 3, 5: ['five']}
counts = defaultdict(int)
for letter in "hello":
    counts[letter] += 1
print(counts, counts == {"h": 1, "e": 1, "l": 2, "o": 1})
# expect: defaultdict(<class 'int'>, {'h': 1, 'e': 1, 'l': 2, 'o': 1}) True
tree = lambda: defaultdict(tree)
t = tree()
t["a"]["b"]["c"] = 1
print(t["a"]["b"]["c"], list(t), type(t["x"]["y"]).__name__)  # expect: 1 ['a'] defaultdict
class Zero(defaultdict):
    def __missing__(self, key):
        return "missing " + key
z = Zero()
print(z["k"], len(z), z, Zero(list, a=1).copy())  # expect: missing k 0 Zero(None, {}) Zero(<class 'list'>, {'a': 1})
print(d | {7: 8}, type({7: 8} | d).__name__, d.copy().default_factory)
# expect: defaultdict(<class 'list'>, {1: 2, 'x': 3, 5: ['five'], 7: 8}) defaultdict <class 'list'>
d.default_factory = None
for call in (lambda: d["no"], lambda: defaultdict()[1], lambda: defaultdict(5)):
    try:
        call()
    except (KeyError, TypeError) as error:
        print(type(error).__name__, error)
# expect: KeyError 'no'
# expect: KeyError 1
# expect: TypeError first argument must be callable or None
