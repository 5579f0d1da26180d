from enum import Enum, IntEnum, StrEnum
class N(IntEnum):
    ONE = 1
    TWO = 2
print(N.ONE, repr(N.ONE), N.ONE + 1, f"{N.TWO:03d}", "%d" % N.TWO, sorted(N, reverse=True), N.ONE < N.TWO, [10, 20][N.ONE], 2 in N)
# expect: 1 <N.ONE: 1> 2 002 2 [<N.TWO: 2>, <N.ONE: 1>] True 20 True
class S(StrEnum):
    A = "a"
print(S.A, repr(S.A), S.A == "a", S.A.upper(), f"{S.A}", S("a"), S.A.name)  # expect: a <S.A: 'a'> True A a a A
class M(str, Enum):
    A = "a"
print(M.A, repr(M.A), f"{M.A}", M.A == "a", "-".join([M.A]))  # expect: M.A <M.A: 'a'> M.A True a
class K(int, Enum):
    A = 3
print(K.A, f"{K.A}", K.A + 1)  # expect: K.A K.A 4
try:
    class Bad(StrEnum):
        A = 1
except TypeError as error:
    print(error)
# expect: 1 is not a string
