print(True, False, repr(True), str(False), bool(0), bool("x"), bool(), bool([]))
# expect: True False True False False True False False
print(True & False, True | False, True ^ True, type(True & True), type(True + True), type(True & 1))
# expect: False True False <class 'bool'> <class 'int'> <class 'int'>
print(True + True, -True, True * 3, sum([True, False, True]), "ab"[True], [10, 20][False])  # expect: 2 -1 3 2 b 10
print(isinstance(True, int), bool.__mro__, int(True), float(True), f"{True:d} {True:>6} {True:5}|")
# expect: True (<class 'bool'>, <class 'int'>, <class 'object'>) 1 1.0 1      1     1|
