from abc import ABC, abstractmethod
class Shape(ABC):
    @abstractmethod
    def area(self): ...
    @property
    @abstractmethod
    def name(self): ...
    def describe(self): return f"{self.name} {self.area()}"
class Sq(Shape):
    name = "square"
    def area(self): return 4
print(Sq().describe(), Shape.__abstractmethods__ == {"area", "name"})  # expect: square 4 True
for c in (Shape, type("Half", (Shape,), {"name": "h"})):
    try:
        c()
    except TypeError as e:
        print(e)
        # expect: Can't instantiate abstract class Shape without an implementation for abstract methods 'area', 'name'
        # expect: Can't instantiate abstract class Half without an implementation for abstract method 'area'
@Shape.register
class Virtual: pass
print(issubclass(Virtual, Shape), isinstance(Virtual(), Shape), Virtual.__mro__[1])
# expect: True True <class 'object'>
