class V:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"V{self.n}"
def install(name, symbol):
    def op(self, other): return f"{self}{symbol}{other}"
    def rop(self, other): return f"{other}{symbol}r{self}"
    setattr(V, f"__{name}__", op)
    setattr(V, f"__r{name}__", rop)
for name, symbol in dict(add="+", sub="-", mul="*", truediv="/", floordiv="//", mod="%", pow="**", lshift="<<", rshift=">>", matmul="@").items():
    install(name, symbol)
setattr(V, "__and__", lambda s, o: f"{s}&{o}")
setattr(V, "__ror__", lambda s, o: f"{o}|r{s}")
setattr(V, "__xor__", lambda s, o: f"{s}^{o}")
v = V(1)
print(v + 2, v - 2, v * 2, v / 2, v // 2, v % 2, v ** 2, v << 2, v >> 2, v @ 2, v & 2, v ^ 2)
# expect: V1+2 V1-2 V1*2 V1/2 V1//2 V1%2 V1**2 V1<<2 V1>>2 V1@2 V1&2 V1^2
print(2 + v, 2 - v, 2 * v, 2 / v, 2 // v, 2 % v, 2 ** v, 2 << v, 2 >> v, 2 @ v, 2 | v, "s" + v, [1] + v, "%d" % 5)
# expect: 2+rV1 2-rV1 2*rV1 2/rV1 2//rV1 2%rV1 2**rV1 2<<rV1 2>>rV1 2@rV1 2|rV1 s+rV1 [1]+rV1 5
V.__neg__ = lambda s: "neg"
V.__pos__ = lambda s: "pos"
V.__invert__ = lambda s: "inv"
print(-v, +v, ~v)  # expect: neg pos inv
