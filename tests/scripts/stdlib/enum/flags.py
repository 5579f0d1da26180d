from enum import Flag, auto
class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W
    NONE = 0
print(list(Perm), Perm.RW, repr(Perm.R | Perm.X), repr(Perm.NONE), Perm(7), len(Perm.RW), bool(Perm.NONE))
# expect: [<Perm.R: 1>, <Perm.W: 2>, <Perm.X: 4>] Perm.RW <Perm.R|X: 5> <Perm.NONE: 0> Perm.R|W|X 2 False
print(Perm.R in Perm.RW, Perm.X in Perm.RW, list(Perm.RW), Perm.R ^ Perm.RW, Perm.RW & ~Perm.R, ~Perm.R, Perm(-2))
# expect: True False [<Perm.R: 1>, <Perm.W: 2>] Perm.W Perm.W Perm.W|X Perm.W|X
print(Perm.__members__.keys(), Perm["RW"], Perm.RW.name, (Perm.R | Perm.X).name, Perm, Perm(0).name)
# expect: dict_keys(['R', 'W', 'X', 'RW', 'NONE']) Perm.RW RW R|X <flag 'Perm'> NONE
for attempt in (lambda: Perm(8), lambda: Perm(-9), lambda: Perm.R | 1, lambda: 1 in Perm.R, lambda: Perm("x")):
    try:
        attempt()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
# expect: ValueError <flag 'Perm'> invalid value 8
# expect:     given 0b0 1000
# expect:   allowed 0b0 0111
# expect: ValueError <flag 'Perm'> invalid value -9
# expect:     given 0b1 0111
# expect:   allowed 0b0 0111
# expect: TypeError unsupported operand type(s) for |: 'Perm' and 'int'
# expect: TypeError unsupported operand type(s) for 'in': 'int' and 'Perm'
# expect: ValueError 'x' is not a valid Perm
