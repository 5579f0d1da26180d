import copy
class A:
    def __init__(self, x): self.x = x
a = A([1, {"k": [2]}])
b = copy.deepcopy(a)
print(b.x, b.x is a.x, b.x[1]["k"] is a.x[1]["k"])  # expect: [1, {'k': [2]}] False False
loop = [1]
loop.append(loop)
c = copy.deepcopy(loop)
print(c, c[1] is c)  # expect: [1, [...]] True
shared = [0]
d = copy.deepcopy([shared, shared])
print(d[0] is d[1], d[0] is shared)  # expect: True False
t = (1, "a")
print(copy.deepcopy(t) is t, copy.deepcopy((1, [2])), copy.deepcopy({1, 2}), copy.deepcopy(frozenset([1])))
# expect: True (1, [2]) {1, 2} frozenset({1})
class D:
    def __deepcopy__(self, memo): return "own"
print(copy.deepcopy([D()]), copy.deepcopy(len) is len)  # expect: ['own'] True
memo = {}
copy.deepcopy(shared, memo)
print(memo[id(shared)])  # expect: [0]
m = copy.deepcopy(A([3]).__init__)
print(m.__self__.x)  # expect: [3]
