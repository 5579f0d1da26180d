print(type(1), type(2 ** 100), type(True), isinstance(True, int), issubclass(bool, int), type(1) is int)
# expect: <class 'int'> <class 'int'> <class 'bool'> True True True
print(1 == True, 0 == False, True + True, {1: "a"}[True], hash(1) == hash(True) == hash(1.0))
# expect: True True 2 a True
