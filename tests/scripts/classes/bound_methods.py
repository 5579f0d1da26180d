class A:
    def f(self, x=0): return self, x
    def __eq__(self, o): return True
    def __hash__(self): return 1
a = A()
m = a.f
print(m(3)[1], m.__self__ is a, m.__func__ is A.f, m.__name__, a.f == a.f, a.f is a.f, m.__func__(a)[1], hash(a.f) == hash(a.f))
# expect: 3 True True f True False 0 True
print(A().f == a.f, A.f is A.f, m.__qualname__)  # expect: False True A.f
import types
class B: pass
b = B()
b.g = types.MethodType(lambda self: self is b, b)
print(b.g())  # expect: True
try:
    m.attr = 1
except AttributeError as e:
    print(e)  # expect: 'method' object has no attribute 'attr' and no __dict__ for setting new attributes
