import enum
class A(enum.Enum):
    ONE = enum.member(1)
    CONST = enum.nonmember(5)
    @enum.member
    def func(): return "f"
    def method(self): return self.name
    @property
    def shout(self): return self.name + "!"
    class Inner: pass
print(list(A)[0], len(A), A.CONST, A.ONE.method(), A.ONE.shout, A.Inner.__name__)  # expect: A.ONE 2 5 ONE ONE! Inner
class Base(enum.Enum):
    @enum.property
    def first(self): return "property of " + self._name_
class Derived(Base):
    first = 1
    second = 2
print(Derived.first, Derived.first.first, Derived.second.first)
# expect: Derived.first property of first property of second
class Names(enum.Enum):
    name = "n"
    value = "v"
print(Names.name, Names.value.value, list(Names), Names.name.name)
# expect: Names.name v [<Names.name: 'n'>, <Names.value: 'v'>] name
class Ignoring(enum.Enum):
    _ignore_ = "i"
    for i in range(2):
        locals()[f"V{i}"] = i
print(list(Ignoring))  # expect: [<Ignoring.V0: 0>, <Ignoring.V1: 1>]
