import copy
class G:
    def __init__(self): self.v = 1
    def __getstate__(self): return {"v": 99}
    def __setstate__(self, state): self.v = state["v"] + 1
class N:
    def __new__(cls, a):
        self = object.__new__(cls)
        self.a = a
        return self
    def __getnewargs__(self): return (self.a,)
class R:
    def __reduce__(self): return (R, (), {"state": 1})
print(copy.copy(G()).v, copy.copy(N(3)).a, copy.deepcopy(R()).state)  # expect: 100 3 1
e = ValueError("a", 1)
e.note = [2]
f = copy.deepcopy(e)
print(repr(f), f.note, f.note is e.note)  # expect: ValueError('a', 1) [2] False
class I(int): pass
i = I(5)
i.z = 1
print(copy.copy(i), copy.copy(i).z, type(copy.deepcopy(i)).__name__)  # expect: 5 1 I
class T(tuple): pass
print(copy.deepcopy(T([1, [2]])), type(copy.copy(T())).__name__)  # expect: (1, [2]) T
try:
    copy.replace(3, x=1)
except TypeError as error:
    print(error)
# expect: replace() does not support int objects
