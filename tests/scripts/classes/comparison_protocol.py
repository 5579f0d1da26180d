class A:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v if isinstance(o, A) else NotImplemented
    def __lt__(self, o): return self.v < o.v if isinstance(o, A) else NotImplemented
    def __le__(self, o): return ["le"]
a, b = A(1), A(2)
print(a == b, a != b, a == A(1), a < b, a > b, a <= b, a == 1, 1 == a, a != 1)
# expect: False True True True False ['le'] False False True
print(min(b, a).v, sorted([b, a])[0].v, [a] == [A(1)], a in [A(1)], a.__eq__(1), a.__ne__(A(1)))
# expect: 1 1 True True NotImplemented False
for f in (lambda: a < 1, lambda: 1 < a, lambda: a >= A(1) and object() >= a):
    try:
        print(f())
    except TypeError as e:
        print(e)
# expect: '<' not supported between instances of 'A' and 'int'
# expect: '<' not supported between instances of 'int' and 'A'
# expect: ['le']
try:
    hash(a)
except TypeError as e:
    print(e)  # expect: unhashable type: 'A'
