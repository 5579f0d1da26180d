# isinstance() asks about __class__ as well as about the type.
from abc import ABC
class Base(ABC): pass
class Real(Base): pass
class Proxy:
    @property
    def __class__(self): return Real
print(isinstance(Proxy(), Base), issubclass(type(Proxy()), Base))  # expect: True False
class Meta(type): pass
try:
    class Mixed(Base, metaclass=Meta): pass
except TypeError as error:
    print(error)
# expect: metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases
