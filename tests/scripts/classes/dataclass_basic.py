from dataclasses import dataclass, field, replace, asdict, astuple, fields, FrozenInstanceError
@dataclass
class P:
    x: int
    y: int = 0
    tags: list = field(default_factory=list)
p = P(1)
print(p, p == P(1, 0), P(1, 2, ["a"]), replace(p, x=5), asdict(p), astuple(p), [f.name for f in fields(P)])
# expect: P(x=1, y=0, tags=[]) True P(x=1, y=2, tags=['a']) P(x=5, y=0, tags=[]) {'x': 1, 'y': 0, 'tags': []} (1, 0, []) ['x', 'y', 'tags']
@dataclass(frozen=True, order=True)
class F:
    a: int
    b: str = "z"
print(F(1) < F(2), sorted([F(2), F(1, "b"), F(1, "a")]), hash(F(1)) == hash(F(1)), {F(1): 1}[F(1)])
# expect: True [F(a=1, b='a'), F(a=1, b='b'), F(a=2, b='z')] True 1
try:
    F(1).a = 2
except FrozenInstanceError as e:
    print(e)  # expect: cannot assign to field 'a'
@dataclass
class Q(P):
    z: int = 5
    def __post_init__(self): self.total = self.x + self.y + self.z
print(Q(1, 2), Q(1, 2).total, Q.__match_args__)  # expect: Q(x=1, y=2, tags=[], z=5) 8 ('x', 'y', 'tags', 'z')
try:
    P()
except TypeError as e:
    print(e)  # expect: P.__init__() missing 1 required positional argument: 'x'
