from dataclasses import dataclass, fields
@dataclass
class Base:
    x: int = 1
    y: int = 2
class Plain(Base):
    z: int = 3
@dataclass
class Child(Plain):
    w: int = 4
    x: str = "replaced"
print(Child(), [f.name for f in fields(Child)], Plain(5))
# expect: Child(x='replaced', y=2, w=4) ['x', 'y', 'w'] Plain(x=5, y=2)
@dataclass(eq=False)
class Identity:
    a: int
print(Identity(1) == Identity(1), hash(Identity(1)) is not None)  # expect: False True
@dataclass(repr=False, init=False)
class Own:
    a: int = 1
    def __init__(self, *args): self.a = args
print(Own(1, 2).a, Own(1) == Own(1), Own.__doc__)  # expect: (1, 2) True Own(*args)
@dataclass
class Custom:
    a: int
    def __repr__(self): return "custom"
    def __eq__(self, other): return True
print(Custom(1), Custom(1) == 3)  # expect: custom True
