import gc
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
gc.collect()
gc.disable()
a = N("self")
a.me = a
del a
print("before collect")  # expect: before collect
gc.collect()  # expect: del self
b, c = N("b"), N("c")
b.o, c.o = c, b
l = []
l.append(l)
del l, b
print("still one")  # expect: still one
c.o = None  # expect: del b
del c  # expect: del c
gc.collect()
print("end")  # expect: end
