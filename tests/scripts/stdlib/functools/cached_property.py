from functools import cached_property
class Data:
    @cached_property
    def total(self):
        "doc"
        print("computing")
        return 42
d = Data()
print(d.total, d.total, d.__dict__)
# expect: computing
# expect: 42 42 {'total': 42}
del d.total
print(d.total, Data.total.__doc__, Data.total.attrname)
# expect: computing
# expect: 42 doc total
class Slotted:
    __slots__ = ()
    @cached_property
    def x(self): return 1
try:
    Slotted().x
except TypeError as error:
    print(error)
# expect: No '__dict__' attribute on 'Slotted' instance to cache 'x' property.
