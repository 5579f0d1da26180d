class O: pass
class A(O): pass
class B(O): pass
class C(O): pass
class D(A, B): pass
class E(B, C): pass
class F(D, E): pass
print([k.__name__ for k in F.__mro__])  # expect: ['F', 'D', 'A', 'E', 'B', 'C', 'O', 'object']
print([k.__name__ for k in F.mro()])  # expect: ['F', 'D', 'A', 'E', 'B', 'C', 'O', 'object']
try:
    class X(A, O): pass
    class Y(O, A): pass
except TypeError as e:
    print(e)  # expect: Cannot create a consistent method resolution order (MRO) for bases O, A
try:
    class Z(A, A): pass
except TypeError as e:
    print(e)  # expect: duplicate base class A
