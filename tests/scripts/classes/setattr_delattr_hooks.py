class A:
    def __setattr__(self, name, value):
        print("set", name, value)
        super().__setattr__(name, value)
    def __delattr__(self, name):
        print("del", name)
        object.__delattr__(self, name)
a = A()
a.x = 1  # expect: set x 1
a.x += 1  # expect: set x 2
setattr(a, "y", 5)  # expect: set y 5
del a.y  # expect: del y
print(a.__dict__)  # expect: {'x': 2}
try:
    del a.zzz
except AttributeError as e:
    print(e)
# expect: del zzz
# expect: 'A' object has no attribute 'zzz'
