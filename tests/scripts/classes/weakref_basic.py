import weakref
class A:
    def __del__(self): print("del")
a = A()
r = weakref.ref(a, lambda ref: print("callback", ref() is None))
print(r() is a, weakref.getweakrefcount(a), r == weakref.ref(a), weakref.ref(a) is weakref.ref(a))
# expect: True 1 True True
del a
# expect: del
# expect: callback True
print(r())  # expect: None
for v in (5, "s", [], (1,), None):
    try:
        weakref.ref(v)
    except TypeError as e:
        print(e)
        # expect: cannot create weak reference to 'int' object
        # expect: cannot create weak reference to 'str' object
        # expect: cannot create weak reference to 'list' object
        # expect: cannot create weak reference to 'tuple' object
        # expect: cannot create weak reference to 'NoneType' object
