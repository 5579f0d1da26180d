class C:
    def __init__(self): self.d = {}
    def __len__(self): return len(self.d)
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __contains__(self, k): return k in ("yes",) or k in self.d
    def __iter__(self): return iter(sorted(self.d))
    def __reversed__(self): return iter(sorted(self.d, reverse=True))
c = C()
c["b"] = 1
c["a"] = 2
c["b"] += 10
print(c["b"], len(c), list(c), list(reversed(c)), "yes" in c, "no" in c, bool(c), [*c], dict(zip(c, c.d.values())))
# expect: 11 2 ['a', 'b'] ['b', 'a'] True False True ['a', 'b'] {'a': 11, 'b': 2}
del c["a"], c["b"]
print(bool(c), not c)  # expect: False True
class OnlyIter:
    def __iter__(self): return iter([1, 2])
print(2 in OnlyIter(), 5 in OnlyIter(), sorted(OnlyIter()), tuple(OnlyIter()))  # expect: True False [1, 2] (1, 2)
class NoContains:
    __contains__ = None
    def __iter__(self): return iter([1])
try:
    1 in NoContains()
except TypeError as e:
    print(e)  # expect: 'NoContains' object is not a container
