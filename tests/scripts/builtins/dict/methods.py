d = {"a": 1, "b": 2, "c": 3}
print(d.keys(), d.values(), d.items(), d.pop("a"), d.pop("zz", None), d.popitem(), d)
# expect: dict_keys(['b']) dict_values([2]) dict_items([('b', 2)]) 1 None ('c', 3) {'b': 2}
print(d.setdefault("b", 9), d.setdefault("n", []), d.setdefault("m"), d)
# expect: 2 [] None {'b': 2, 'n': [], 'm': None}
d.update({"b": 5}, x=1)
d.update([("y", 2)])
d.update(z=3)
print(d, d.copy() == d, d.copy() is d, dict.fromkeys("ab"), dict.fromkeys([1, 2], 0))
# expect: {'b': 5, 'n': [], 'm': None, 'x': 1, 'y': 2, 'z': 3} True False {'a': None, 'b': None} {1: 0, 2: 0}
d.clear()
print(d)  # expect: {}
print({"a": 1} | {"b": 2} | {"a": 3})  # expect: {'a': 3, 'b': 2}
d |= {"q": 1}
d |= [("r", 2)]
print(d)  # expect: {'q': 1, 'r': 2}
