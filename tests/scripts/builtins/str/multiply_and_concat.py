print("ab" * 3, 2 * "x", "a" * 0 + "|", "a" * -1 + "|", "a" "b" + "c")  # expect: ababab xx | | abc
try:
    "a" * 2.0
except TypeError as e:
    print(e)  # expect: can't multiply sequence by non-int of type 'float'
try:
    "a" + 5
except TypeError as e:
    print(e)  # expect: can only concatenate str (not "int") to str
try:
    5 + "a"
except TypeError as e:
    print(e)  # expect: unsupported operand type(s) for +: 'int' and 'str'
