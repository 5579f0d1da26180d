from enum import Enum, IntEnum, StrEnum, auto
class A(Enum):
    X = auto()
    Y = 5
    Z = auto()
print(list(A))  # expect: [<A.X: 1>, <A.Y: 5>, <A.Z: 6>]
class Named(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last): return f"{name.lower()}{count}"
    X = auto()
    Y = auto()
print(list(Named))  # expect: [<Named.X: 'x0'>, <Named.Y: 'y1'>]
class Pair(Enum):
    P = auto(), "p"
    Q = auto(), "q"
print(list(Pair))  # expect: [<Pair.P: (1, 'p')>, <Pair.Q: (2, 'q')>]
class S(StrEnum):
    FOO = auto()
class I(IntEnum):
    ONE = auto()
    TEN = 10
    NEXT = auto()
print(list(S), list(I))  # expect: [<S.FOO: 'foo'>] [<I.ONE: 1>, <I.TEN: 10>, <I.NEXT: 11>]
try:
    class Bad(Enum):
        X = "a"
        Y = auto()
except TypeError as error:
    print(error)
# expect: unable to increment 'a'
