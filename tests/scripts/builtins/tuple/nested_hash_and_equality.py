d = {(1, (2, 3)): "x", ("a",): "y", (): "z"}
print(d[1, (2, 3)], d["a",], d[()], (1.0, 2) in {(1, 2): 0})  # expect: x y z True
print(max((1, 2), (1, 3)), sorted([(2, "a"), (1, "b"), (1, "a")]), (float("nan"),) == (float("nan"),))
# expect: (1, 3) [(1, 'a'), (1, 'b'), (2, 'a')] False
n = float("nan")
print((n,) == (n,), [n].index(n), (n,).count(n))  # expect: True 0 1
