from typing import Protocol, runtime_checkable
@runtime_checkable
class Sized(Protocol):
    def size(self) -> int: ...
class Box:
    def size(self): return 1
class Named(Protocol):
    name: str
print(isinstance(Box(), Sized), isinstance(3, Sized), issubclass(Box, Sized))  # expect: True False True
class Impl(Sized):
    def size(self): return 5
print(Impl().size(), isinstance(Impl(), Sized))  # expect: 5 True
class Real(Named):
    def __init__(self, name): self.name = name
print(Real("x").name)  # expect: x
@runtime_checkable
class HasX(Protocol):
    x: int
class X:
    def __init__(self): self.x = 1
print(isinstance(X(), HasX), isinstance(Box(), HasX))  # expect: True False
for attempt in (lambda: isinstance(1, Named), lambda: Sized(), lambda: issubclass(X, HasX), lambda: runtime_checkable(Box)):
    try:
        attempt()
    except TypeError as error:
        print(error)
# expect: Instance and class checks can only be used with @runtime_checkable protocols
# expect: Protocols cannot be instantiated
# expect: Protocols with non-method members don't support issubclass(). Non-method members: 'x'.
# expect: @runtime_checkable can be only applied to protocol classes, got <class '__main__.Box'>
