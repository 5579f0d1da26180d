# Abstract properties, class methods and static methods; a class is concrete when all are overridden.
from abc import ABC, abstractmethod
class Base(ABC):
    @property
    @abstractmethod
    def size(self): ...
    @classmethod
    @abstractmethod
    def make(cls): ...
    @staticmethod
    @abstractmethod
    def check(): ...
print(sorted(Base.__abstractmethods__))  # expect: ['check', 'make', 'size']
class Half(Base):
    size = 3
print(sorted(Half.__abstractmethods__))  # expect: ['check', 'make']
try:
    Half()
except TypeError as error:
    print(error)
# expect: Can't instantiate abstract class Half without an implementation for abstract methods 'check', 'make'
class Full(Half):
    @classmethod
    def make(cls): return cls()
    @staticmethod
    def check(): return "ok"
print(Full.make().size, Full.check(), Full.__abstractmethods__)  # expect: 3 ok frozenset()
