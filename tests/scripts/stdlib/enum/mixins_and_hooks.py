from dataclasses import dataclass
from enum import Enum
class Loud:
    def shout(self): return self.name.upper()
class A(Loud, Enum):
    a = 1
print(A.a.shout(), A.a)  # expect: A A.a
class Base(Enum):
    def __init_subclass__(cls, **kw):
        super().__init_subclass__(**kw)
        print("subclass", cls.__name__, list(cls))
class B(Base):
    x = 1
# expect: subclass B [<B.x: 1>]
@dataclass
class Creature:
    size: str
    legs: int = 4
class Animal(Creature, Enum):
    BEETLE = "small", 6
    DOG = "medium",
print(repr(Animal.BEETLE), Animal.DOG.legs)  # expect: <Animal.BEETLE: size='small', legs=6> 4
class T(tuple, Enum):
    a = (1, 2)
print(T.a, len(T.a), T((1, 2)))  # expect: T.a 2 T.a
class Ordered(Enum):
    LOW = 1
    HIGH = 2
    def __lt__(self, other): return self.value < other.value
print(sorted([Ordered.HIGH, Ordered.LOW]), max(Ordered))
# expect: [<Ordered.LOW: 1>, <Ordered.HIGH: 2>] Ordered.HIGH
