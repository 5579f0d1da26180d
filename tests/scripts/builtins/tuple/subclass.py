class P(tuple):
    def __new__(cls, x, y): return super().__new__(cls, (x, y))
    @property
    def x(self): return self[0]
    def __add__(self, o): return P(self[0] + o[0], self[1] + o[1])
p = P(1, 2)
print(p, p.x, p + p, type(p + p).__name__, p == (1, 2), isinstance(p, tuple), {(1, 2): "k"}[p], len(p), p[:1])
# expect: (1, 2) 1 (2, 4) P True True k 2 (1,)
a, b = p
print(a, b)  # expect: 1 2
