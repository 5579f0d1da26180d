import copy
class A:
    def __init__(self, v): self.v = v
a = A([1])
b, c = copy.copy(a), copy.deepcopy(a)
a.v.append(2)
print(b.v, c.v, type(c).__name__)  # expect: [1, 2] [1] A
class B:
    def __copy__(self): return "copied"
    def __deepcopy__(self, memo): return "deep"
print(copy.copy(B()), copy.deepcopy([B()]), copy.deepcopy({"a": [1, {2}]}))  # expect: copied ['deep'] {'a': [1, {2}]}
l = [1]
l.append(l)
m = copy.deepcopy(l)
print(m is not l, m[1] is m)  # expect: True True
