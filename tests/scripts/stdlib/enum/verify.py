from enum import CONTINUOUS, NAMED_FLAGS, UNIQUE, Enum, Flag, verify
class A(Enum):
    X = 1
    Y = 1
    Z = 4
class F(Flag):
    X = 1
    ALL = 7
for check, cls in ((UNIQUE, A), (CONTINUOUS, A), (NAMED_FLAGS, F)):
    try:
        verify(check)(cls)
    except ValueError as error:
        print(error)
# expect: aliases found in <enum 'A'>: Y -> X
# expect: invalid enum 'A': missing values 2, 3
# expect: invalid Flag 'F': alias ALL is missing combined values of 0x6 [use enum.show_flag_values(value) for details]
