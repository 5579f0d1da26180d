import gc, weakref
class N: pass
n = N()
n.me = [n]
r = weakref.ref(n, lambda r: print("callback"))  # expect: callback
del n
gc.collect()
print(r())  # expect: None
