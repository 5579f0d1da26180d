import weakref
class A: pass
a = A()
r1 = weakref.ref(a, lambda r: print("first"))
r2 = weakref.ref(a, lambda r: print("second"))
f = weakref.finalize(a, print, "finalize", 5)
print(f.alive)  # expect: True
del a
# expect: finalize 5
# expect: second
# expect: first
print(f.alive)  # expect: False
