# Special methods are looked up on the type, not on the instance.
class A:
    def __len__(self): return 1
a = A()
a.__len__ = lambda: 99
print(len(a), a.__len__())  # expect: 1 99
a.__class__.__len__ = lambda self: 7
print(len(a))  # expect: 7
class B: pass
b = B()
b.__enter__ = lambda: None
b.__exit__ = lambda *a: None
try:
    with b: pass
except TypeError as e:
    print(e)  # expect: 'B' object does not support the context manager protocol
