class Meta(type):
    def __instancecheck__(cls, obj): return obj == 5
    def __subclasscheck__(cls, sub): return sub is str
class A(metaclass=Meta): pass
print(isinstance(5, A), isinstance(6, A), issubclass(str, A), issubclass(int, A), isinstance(A(), A), type(A()) is A)
# expect: True False True False True True
match 5:
    case A(): print("matched")  # expect: matched
