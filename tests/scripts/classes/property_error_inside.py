class A:
    @property
    def p(self): return self.missing
    @property
    def q(self): raise AttributeError("inner")
try:
    A().p
except AttributeError as e:
    print(e)  # expect: 'A' object has no attribute 'missing'
print(hasattr(A(), "q"), getattr(A(), "q", "dflt"))  # expect: False dflt
class B(A):
    def __getattr__(self, name): return "fallback " + name
print(B().q, B().p)  # expect: fallback q fallback missing
