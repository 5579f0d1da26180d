from enum import Enum, IntEnum, Flag, auto
class Color(Enum):
    RED = 1
    GREEN = 2
    ALIAS = 1
    @property
    def pretty(self): return self.name.title()
print(Color.RED, repr(Color.GREEN), Color(2), Color["RED"], Color.ALIAS is Color.RED, list(Color), Color.RED.value, Color.GREEN.pretty, len(Color), Color.RED in Color)
# expect: Color.RED <Color.GREEN: 2> Color.GREEN Color.RED True [<Color.RED: 1>, <Color.GREEN: 2>] 1 Green 2 True
class N(IntEnum):
    A = auto()
    B = auto()
print(N.B + 1, N.A < N.B, N.B == 2, sorted([N.B, N.A]), f"{N.A}")  # expect: 3 True True [<N.A: 1>, <N.B: 2>] 1
class F(Flag):
    X = auto()
    Y = auto()
print(F.X | F.Y, F.X in (F.X | F.Y), F(3), (F.X & F.Y).value)  # expect: F.X|Y True F.X|Y 0
for f in (lambda: Color(9), lambda: Color["NO"], lambda: setattr(Color, "RED", 5)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
        # expect: ValueError 9 is not a valid Color
        # expect: KeyError 'NO'
        # expect: AttributeError cannot reassign member 'RED'
