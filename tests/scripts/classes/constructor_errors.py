def attempt(f):
    try:
        f()
    except TypeError as e:
        print(e)
class A: pass
class B:
    def __init__(self): pass
class C:
    def __new__(cls): return object.__new__(cls)
class D:
    def __new__(cls, x): return object.__new__(cls)
attempt(lambda: A(1))  # expect: A() takes no arguments
attempt(lambda: A(x=1))  # expect: A() takes no arguments
attempt(lambda: B(1))  # expect: B.__init__() takes 1 positional argument but 2 were given
attempt(lambda: C(1))  # expect: C.__new__() takes 1 positional argument but 2 were given
attempt(lambda: D())  # expect: D.__new__() missing 1 required positional argument: 'x'
attempt(lambda: object.__new__(int))  # expect: object.__new__(int) is not safe, use int.__new__()
attempt(lambda: object.__new__(A, 1))  # expect: A() takes no arguments
attempt(lambda: A.__init__())  # expect: descriptor '__init__' of 'object' object needs an argument
attempt(lambda: object.__new__(5))  # expect: object.__new__(X): X is not a type object (int)
