from dataclasses import KW_ONLY, dataclass, field
@dataclass
class A:
    x: int
    _: KW_ONLY
    y: int
    z: int = 3
print(A(1, y=2), A.__match_args__, A.__doc__)  # expect: A(x=1, y=2, z=3) ('x',) A(x: int, *, y: int, z: int = 3)
try:
    A(1, 2)
except TypeError as error:
    print(error)
# expect: A.__init__() takes 2 positional arguments but 3 were given
@dataclass(kw_only=True)
class B:
    a: int = 1
    b: int
print(B(b=2))  # expect: B(a=1, b=2)
@dataclass
class C(B):
    c: int
    d: int = field(kw_only=True, default=9)
print(C(5, b=1), C.__match_args__)  # expect: C(a=1, b=1, c=5, d=9) ('c',)
