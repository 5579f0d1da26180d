# A __subclasshook__ decides by itself, unless it returns NotImplemented.
from abc import ABC
class HasFoo(ABC):
    @classmethod
    def __subclasshook__(cls, other):
        if cls is HasFoo:
            return any("foo" in base.__dict__ for base in other.__mro__)
        return NotImplemented
class Foo:
    foo = 1
class Derived(HasFoo): pass
print(isinstance(Foo(), HasFoo), isinstance(3, HasFoo))  # expect: True False
print(issubclass(Foo, Derived), issubclass(Derived, HasFoo))  # expect: False False
