import weakref
class A:
    def __init__(self, n): self.n = n
s = weakref.WeakSet()
a, b = A(1), A(2)
s.add(a)
s.update([a, b])
print(len(s), a in s, 3 in s, sorted(x.n for x in s))  # expect: 2 True False [1, 2]
t = weakref.WeakSet([b])
print(t <= s, sorted(x.n for x in s - t), len(s & t), len(s | t), s == weakref.WeakSet([a, b]))
# expect: True [1] 1 2 True
del a
print(len(s), [x.n for x in s], s == t)  # expect: 1 [2] True
s.discard(b)
print(len(s))  # expect: 0
