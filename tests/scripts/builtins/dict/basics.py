d = {"a": 1, 2: "b", None: [3]}
print(d, d["a"], d[2], len(d), "a" in d, 1 in d, list(d), {}, dict(), dict(a=1, b=2), dict([("x", 1)]), dict({"k": 1}, z=2))
# expect: {'a': 1, 2: 'b', None: [3]} 1 b 3 True False ['a', 2, None] {} {} {'a': 1, 'b': 2} {'x': 1} {'k': 1, 'z': 2}
d["a"] = 10
d["new"] = 0
del d[2]
print(d, d.get("a"), d.get("zz"), d.get("zz", 5), d == {"new": 0, None: [3], "a": 10}, d != {})
# expect: {'a': 10, None: [3], 'new': 0} 10 None 5 True True
print({1: "a", 1.0: "b", True: "c"}, {**{"a": 1}, "b": 2, **{"a": 3}}, {k: v for v, k in enumerate("ab")})
# expect: {1: 'c'} {'a': 3, 'b': 2} {'a': 0, 'b': 1}
