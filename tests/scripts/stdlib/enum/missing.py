from enum import Enum
class Level(Enum):
    LOW = "low"
    HIGH = "high"
    @classmethod
    def _missing_(cls, value):
        if isinstance(value, str):
            for member in cls:
                if member.value == value.lower():
                    return member
        return 3 if value == "3" or value == 3 else None
print(Level("LOW"), Level("High"))  # expect: Level.LOW Level.HIGH
for value in ("none", 3):
    try:
        Level(value)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
# expect: ValueError 'none' is not a valid Level
# expect: TypeError error in Level._missing_: returned 3 instead of None or a valid member
