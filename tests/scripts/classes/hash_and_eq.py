class P:
    def __init__(self, x): self.x = x
    def __eq__(self, o): return isinstance(o, P) and o.x == self.x
    def __hash__(self): return hash(self.x)
print(len({P(1), P(1), P(2)}), {P(1): "a"}[P(1)], P(1) == P(1), P(1) is P(1))  # expect: 2 a True False
class Q(P):
    def __eq__(self, o): return False
print(Q.__hash__, P.__hash__ is not None)  # expect: None True
class R(Q):
    __hash__ = P.__hash__
print(len({R(1), R(1)}))  # expect: 2
