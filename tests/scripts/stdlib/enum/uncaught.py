# An unknown value ends the script with the message that names it.
from enum import Enum
class Color(Enum):
    RED = 1
print(Color(1))  # expect: Color.RED
Color(2)  # raises: ValueError: 2 is not a valid Color
