d = {"a": 1, "b": 2}
k, v, i = d.keys(), d.values(), d.items()
d["c"] = 3
print(k, v, i, len(k), "c" in k, ("a", 1) in i, 2 in v)
# expect: dict_keys(['a', 'b', 'c']) dict_values([1, 2, 3]) dict_items([('a', 1), ('b', 2), ('c', 3)]) 3 True True True
print(sorted(k & {"a", "z"}), sorted(k | {"z"}), sorted(k - {"a"}), sorted(k ^ {"a", "q"}), k == {"a", "b", "c"}, k <= {"a", "b", "c", "d"}, i & [("a", 1)], k.isdisjoint("xyz"))
# expect: ['a'] ['a', 'b', 'c', 'z'] ['b', 'c'] ['b', 'c', 'q'] True True {('a', 1)} True
print(list(reversed(k)), list(reversed(v)), v == d.values(), k.mapping["a"], {}.keys(), d.keys() == dict(c=1, b=2, a=3).keys())
# expect: ['c', 'b', 'a'] [3, 2, 1] False 1 dict_keys([]) True
