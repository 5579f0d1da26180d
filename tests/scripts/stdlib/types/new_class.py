import types
def body(ns): ns["x"] = 5
A = types.new_class("A", (), {}, body)
print(A.x, A.__name__)  # expect: 5 A
class Meta(type):
    @classmethod
    def __prepare__(mcls, name, bases, **kw): return {"prepared": kw}
    def __new__(mcls, name, bases, ns, **kw): return super().__new__(mcls, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw): pass
B = types.new_class("B", (A,), {"metaclass": Meta, "flag": 1}, body)
print(type(B).__name__, B.prepared, B.__mro__[1] is A)  # expect: Meta {'flag': 1} True
print(types.resolve_bases((list[int], str)), types.get_original_bases(types.new_class("C", (list[int],))))
# expect: (<class 'list'>, <class 'str'>) (list[int],)
class Other(type): pass
class O(metaclass=Other): pass
try:
    types.new_class("D", (B, O))
except TypeError as error:
    print(error)
# expect: metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases
