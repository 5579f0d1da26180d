class Base:
    registry = []
    def __init_subclass__(cls, /, tag="none", **kw):
        super().__init_subclass__(**kw)
        cls.registry.append((cls.__name__, tag))
class A(Base, tag="a"): pass
class B(A): pass
print(Base.registry)  # expect: [('A', 'a'), ('B', 'none')]
try:
    class C(Base, wrong=1): pass
except TypeError as e:
    print(e)  # expect: C.__init_subclass__() takes no keyword arguments
try:
    class D(x=1): pass
except TypeError as e:
    print(e)  # expect: D.__init_subclass__() takes no keyword arguments
