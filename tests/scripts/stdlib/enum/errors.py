from enum import Enum, unique
class Color(Enum):
    RED = 1
def extend():
    class More(Color):
        BLUE = 2
def again():
    class X(Enum):
        A = 1
        A = 2
def hidden():
    class X(Enum):
        _bad_ = 1
def reserved():
    class X(Enum):
        mro = 1
def duplicate():
    @unique
    class X(Enum):
        A = 1
        B = 1
def order():
    class X(Enum, int):
        A = 1
def assign(): Color.RED = 3
def delete(): del Color.RED
def set_value(): Color.RED.value = 3
for attempt in (
    lambda: Color(7), lambda: Color["BLUE"], lambda: Color.BLUE, lambda: Color.name, lambda: Color.RED < Color.RED,
    extend, again, hidden, reserved, duplicate, order, assign, delete, set_value,
):
    try:
        attempt()
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
# expect: ValueError 7 is not a valid Color
# expect: KeyError 'BLUE'
# expect: AttributeError type object 'Color' has no attribute 'BLUE'
# expect: AttributeError <enum 'Color'> has no attribute 'name'
# expect: TypeError '<' not supported between instances of 'Color' and 'Color'
# expect: TypeError <enum 'More'> cannot extend <enum 'Color'>
# expect: TypeError 'A' already defined as 1
# expect: ValueError _sunder_ names, such as '_bad_', are reserved for future Enum use
# expect: ValueError invalid enum member name(s) 'mro'
# expect: ValueError duplicate values found in <enum 'X'>: B -> A
# expect: TypeError new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`
# expect: AttributeError cannot reassign member 'RED'
# expect: AttributeError 'Color' cannot delete member 'RED'.
# expect: AttributeError <enum 'Enum'> cannot set attribute 'value'
