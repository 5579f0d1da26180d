class D:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name
    def __get__(self, obj, owner):
        print("get", obj is None, owner.__name__)
        return self if obj is None else obj.__dict__.get(self.name, "unset")
    def __set__(self, obj, v):
        print("set", v)
        obj.__dict__[self.name] = v
    def __delete__(self, obj):
        print("delete")
        del obj.__dict__[self.name]
class C:
    x = D()  # expect: set_name C x
c = C()
c.x = 5  # expect: set 5
print(c.x)
# expect: get False C
# expect: 5
del c.x  # expect: delete
print(c.x)
# expect: get False C
# expect: unset
print(C.x is C.__dict__["x"])
# expect: get True C
# expect: True
