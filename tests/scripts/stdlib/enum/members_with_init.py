from enum import Enum
class Planet(Enum):
    EARTH = (5.0, 2.0)
    MARS = (3.0, 1.0)
    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius
    @property
    def density(self): return self.mass / self.radius
    @classmethod
    def heaviest(cls): return max(cls, key=lambda p: p.mass)
    def __str__(self): return f"planet {self._name_}"
print(Planet.EARTH.mass, Planet.MARS.density, Planet.heaviest(), repr(Planet.MARS), Planet((3.0, 1.0)), Planet(5.0, 2.0).name)
# expect: 5.0 3.0 planet EARTH <Planet.MARS: (3.0, 1.0)> planet MARS EARTH
class Coord(bytes, Enum):
    def __new__(cls, number, label):
        obj = bytes.__new__(cls, [number])
        obj._value_ = number
        obj.label = label
        return obj
    X = 1, "x axis"
    Y = 2, "y axis"
print(Coord.X.label, Coord(2).label, bytes(Coord.Y), Coord.Y.value)  # expect: x axis y axis b'\x02' 2
