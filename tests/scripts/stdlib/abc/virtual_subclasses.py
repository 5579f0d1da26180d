# register() makes a class count as a subclass, now and for what was asked before.
from abc import ABC, abstractmethod
class Base(ABC): pass
class Other: pass
print(issubclass(Other, Base), isinstance(Other(), Base))  # expect: False False
print(Base.register(Other) is Other)  # expect: True
print(issubclass(Other, Base), isinstance(Other(), Base))  # expect: True True
class Child(Other): pass
print(issubclass(Child, Base), Base in Child.__mro__)  # expect: True False
class Sub(Base): pass
Sub.register(int)
print(isinstance(True, Base), isinstance("x", Base))  # expect: True False
for attempt in (lambda: Base.register(3), lambda: Sub.register(Base), lambda: issubclass(3, Base)):
    try:
        attempt()
    except (TypeError, RuntimeError) as error:
        print(type(error).__name__, error)
# expect: TypeError Can only register classes
# expect: RuntimeError Refusing to create an inheritance cycle
# expect: TypeError issubclass() arg 1 must be a class
