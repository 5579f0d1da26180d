class T:
    def __init__(self): self._c = 0
    @property
    def c(self):
        "Celsius."
        return self._c
    @c.setter
    def c(self, v):
        if v < -273: raise ValueError("too cold")
        self._c = v
    @c.deleter
    def c(self): self._c = None
    @property
    def f(self): return self.c * 9 / 5 + 32
t = T()
t.c = 100
print(t.c, t.f, T.c.__doc__, type(T.c).__name__, T.f.fset)  # expect: 100 212.0 Celsius. property None
del t.c
print(t.c)  # expect: None
for code in ("t.c = -300", "t.f = 1", "del t.f"):
    try:
        exec(code)
    except Exception as e:
        print(type(e).__name__, e)
        # expect: ValueError too cold
        # expect: AttributeError property 'f' of 'T' object has no setter
        # expect: AttributeError property 'f' of 'T' object has no deleter
class U:
    x = property(lambda self: self.y, lambda self, v: setattr(self, "y", v), None, "doc")
u = U()
u.x = 4
print(u.x, u.__dict__)  # expect: 4 {'y': 4}
