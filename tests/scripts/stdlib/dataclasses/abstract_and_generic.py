from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Generic, TypeVar
T = TypeVar("T")
@dataclass
class Shape(ABC):
    name: str
    @abstractmethod
    def area(self): ...
@dataclass
class Square(Shape):
    side: int
    def area(self): return self.side ** 2
print(Square("s", 3), Square("s", 3).area())  # expect: Square(name='s', side=3) 9
try:
    Shape("x")
except TypeError as error:
    print(error)
# expect: Can't instantiate abstract class Shape without an implementation for abstract method 'area'
@dataclass
class Box(Generic[T]):
    value: T
print(Box[int](3), Box(3) == Box[str](3))  # expect: Box(value=3) True
