class A: pass
class B(A): pass
class C(A): pass
class D(B): pass
print(A.__subclasses__(), D.__subclasses__(), D.__base__, D.__bases__, object.__subclasses__() != [])
# expect: [<class '__main__.B'>, <class '__main__.C'>] [] <class '__main__.B'> (<class '__main__.B'>,) True
print(issubclass(D, A), D.mro()[:-1], A in D.__mro__)
# expect: True [<class '__main__.D'>, <class '__main__.B'>, <class '__main__.A'>] True
