try:
    class B(bool): pass
except TypeError as e:
    print(e)  # expect: type 'bool' is not an acceptable base type
print(int.__invert__(True), ~1)  # expect: -2 -2
print(True == 1, True is True, True < 2, True in [1], {True: "t", 1: "one"}, max(True, 2), not 1)
# expect: True True True True {True: 'one'} 2 False
print(bool.__new__(bool, 5), bool.from_bytes(b"\x01", "big"))  # expect: True True
