import weakref
class A:
    def hello(self): return "hello"
a = A()
r = weakref.ref(a, lambda ref: print("gone", ref() is None))
p = weakref.proxy(a)
print(r() is a, p.hello(), weakref.getweakrefcount(a), weakref.ref(a) == weakref.ref(a), isinstance(r, weakref.ReferenceType))
# expect: True hello 2 True True
del a  # expect: gone True
print(r())  # expect: None
for attempt in (lambda: p.hello(), lambda: weakref.ref(3)):
    try:
        attempt()
    except (ReferenceError, TypeError) as error:
        print(type(error).__name__, error)
# expect: ReferenceError weakly-referenced object no longer exists
# expect: TypeError cannot create weak reference to 'int' object
