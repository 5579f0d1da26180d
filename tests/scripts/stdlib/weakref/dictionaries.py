import weakref
class A:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"A({self.n})"
values = weakref.WeakValueDictionary()
a, b = A(1), A(2)
values["a"] = a
values["b"] = b
print(len(values), "a" in values, values["a"], sorted(values), dict(values))
# expect: 2 True A(1) ['a', 'b'] {'a': A(1), 'b': A(2)}
del a
print(len(values), values.get("a"), list(values.items()), values.setdefault("b", 3))
# expect: 1 None [('b', A(2))] A(2)
keys = weakref.WeakKeyDictionary()
c = A(3)
keys[b] = "b"
keys[c] = "c"
print(len(keys), keys[b], c in keys, 3 in keys)  # expect: 2 b True False
del b
print(list(keys.items()), len(values), keys.pop(c), len(keys))  # expect: [(A(3), 'c')] 0 c 0
try:
    values["a"]
except KeyError as error:
    print(repr(error))
# expect: KeyError('a')
