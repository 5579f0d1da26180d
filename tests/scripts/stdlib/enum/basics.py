from enum import Enum
class Color(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1
print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(2), Color["GREEN"])
# expect: Color.RED <Color.RED: 1> RED 1 Color.GREEN Color.GREEN
print(list(Color), len(Color), Color.CRIMSON is Color.RED, Color.__members__)
# expect: [<Color.RED: 1>, <Color.GREEN: 2>] 2 True {'RED': <Color.RED: 1>, 'GREEN': <Color.GREEN: 2>, 'CRIMSON': <Color.RED: 1>}
print(Color.RED == Color.RED, Color.RED == 1, Color.RED != Color.GREEN, Color.RED in Color, 1 in Color, 9 in Color)
# expect: True False True True True False
print(isinstance(Color.RED, Color), type(Color), Color, list(reversed(Color)), bool(Color), {Color.RED: "r"}[Color(1)])
# expect: True <class 'enum.EnumType'> <enum 'Color'> [<Color.GREEN: 2>, <Color.RED: 1>] True r
print(f"{Color.RED:>12}|", "%s" % Color.GREEN, hash(Color.RED) == hash("RED"))
# expect:    Color.RED| Color.GREEN True
match Color(2):
    case Color.RED:
        print("red")
    case Color.GREEN:
        print("green")
# expect: green
