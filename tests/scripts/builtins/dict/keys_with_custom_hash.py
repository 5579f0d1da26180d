class K:
    def __init__(self, v): self.v = v
    def __hash__(self): return self.v % 2
    def __eq__(self, o): return isinstance(o, K) and self.v == o.v
    def __repr__(self): return f"K{self.v}"
d = {K(i): i for i in range(6)}
print(d, d[K(3)], K(7) in d, d.pop(K(2)), list(d))
# expect: {K0: 0, K1: 1, K3: 3, K4: 4, K5: 5} 3 False 2 [K0, K1, K3, K4, K5]
class Bad:
    def __hash__(self): return "x"
try:
    {Bad(): 1}
except TypeError as e:
    print(e)  # expect: __hash__ method should return an integer
class NoHash:
    def __eq__(self, o): return True
try:
    {NoHash(): 1}
except TypeError as e:
    print(e)  # expect: unhashable type: 'NoHash'
class Raises:
    def __hash__(self): return 1
    def __eq__(self, o): raise ValueError("eq")
d = {Raises(): 1}
try:
    d[Raises()]
except ValueError as e:
    print(e)  # expect: eq
