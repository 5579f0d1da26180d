import weakref
class A:
    def __init__(self, n): self.n = n
    def m(self): return self.n
d = weakref.WeakValueDictionary()
a, b = A(1), A(2)
d["a"], d["b"] = a, b
s = weakref.WeakSet([a, b])
k = weakref.WeakKeyDictionary({a: "x"})
print(sorted(d), len(s), len(k))  # expect: ['a', 'b'] 2 1
del a
print(sorted(d), len(s), len(k), d.get("a"))  # expect: ['b'] 1 0 None
p = weakref.proxy(b)
print(p.n, p.m())  # expect: 2 2
m = weakref.WeakMethod(b.m)
print(m()())  # expect: 2
del b
try:
    p.n
except ReferenceError as e:
    print(e)  # expect: weakly-referenced object no longer exists
print(m())  # expect: None
