import copy
from dataclasses import InitVar, dataclass, field, replace
@dataclass
class A:
    x: int
    y: int = 2
    z: int = field(init=False, default=3)
a = A(1)
print(replace(a, x=5), copy.replace(a, y=7), replace(a) == a)  # expect: A(x=5, y=2, z=3) A(x=1, y=7, z=3) True
@dataclass
class B:
    v: InitVar[int]
for attempt in (lambda: replace(a, z=1), lambda: replace(B(1)), lambda: replace(a, q=1)):
    try:
        attempt()
    except TypeError as error:
        print(error)
# expect: field z is declared with init=False, it cannot be specified with replace()
# expect: InitVar 'v' must be specified with replace()
# expect: A.__init__() got an unexpected keyword argument 'q'
