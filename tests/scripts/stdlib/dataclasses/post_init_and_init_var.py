from dataclasses import InitVar, dataclass, field
from typing import ClassVar
@dataclass
class A:
    x: int
    scale: InitVar[int] = 2
    count: ClassVar[int] = 0
    text: "ClassVar[str]" = "t"
    doubled: int = field(init=False)
    def __post_init__(self, scale):
        self.doubled = self.x * scale
print(A(3), A(3, 5), A.__dataclass_fields__.keys(), A.count, A.text, InitVar[int])
# expect: A(x=3, doubled=6) A(x=3, doubled=15) dict_keys(['x', 'scale', 'count', 'text', 'doubled']) 0 t dataclasses.InitVar[int]
@dataclass
class B(A):
    y: int = 1
    def __post_init__(self, scale):
        super().__post_init__(scale)
        self.y += 1
print(B(1))  # expect: B(x=1, doubled=2, y=2)
