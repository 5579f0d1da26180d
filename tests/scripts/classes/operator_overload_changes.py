class N:
    def __init__(self, v): self.v = v
    def __add__(self, o): return N(self.v + (o.v if isinstance(o, N) else o))
def add(a, b): return a + b
print(add(1, 2), add(1.5, 2), add("a", "b"), add([1], [2]), add(N(1), N(2)).v, add(N(1), 5).v, add(10 ** 20, 1), add(True, True))
# expect: 3 3.5 ab [1, 2] 3 6 100000000000000000001 2
N.__add__ = lambda self, o: "changed"
print(add(N(1), 2), add(3, 4))  # expect: changed 7
