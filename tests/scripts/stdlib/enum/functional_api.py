from enum import Enum, Flag, IntEnum
A = Enum("A", "x y z")
print(list(A), A.x.value, A.__module__)  # expect: [<A.x: 1>, <A.y: 2>, <A.z: 3>] 1 __main__
B = Enum("B", ["p", "q"], start=5)
C = Enum("C", {"m": 1, "n": "two"})
D = IntEnum("D", [("one", 1), ("two", 2)])
F = Flag("F", "r w")
print(list(B), list(C), D.two + 1, F.r | F.w, list(Enum("E", "a, b", type=str)))
# expect: [<B.p: 5>, <B.q: 6>] [<C.m: 1>, <C.n: 'two'>] 3 F.r|w [<E.a: '1'>, <E.b: '2'>]
class Empty(Enum): pass
try:
    Empty(1)
except TypeError as error:
    print(error)
# expect: <enum 'Empty'> has no members; specify `names=()` if you meant to create a new, empty, enum
print(list(Enum("None_", ())))  # expect: []
