class P:
    __slots__ = ("x", "y")
    def __init__(self, x): self.x = x
p = P(1)
p.y = 2
print(p.x, p.y, P.__slots__, hasattr(p, "__dict__"), type(P.x).__name__)
# expect: 1 2 ('x', 'y') False member_descriptor
del p.y
for code in ("p.y", "p.z = 1", "p.__dict__", "del p.y", "P.x.__get__(5)"):
    try:
        exec(code)
    except Exception as e:
        print(type(e).__name__, e)
        # expect: AttributeError 'P' object has no attribute 'y'
        # expect: AttributeError 'P' object has no attribute 'z' and no __dict__ for setting new attributes
        # expect: AttributeError 'P' object has no attribute '__dict__'
        # expect: AttributeError y
        # expect: TypeError descriptor 'x' for 'P' objects doesn't apply to a 'int' object
class Q(P): pass
q = Q(1)
q.z = 5
print(q.__dict__, q.x)  # expect: {'z': 5} 1
class R(P):
    __slots__ = "z"
r = R(1)
r.z = 3
print(r.z, hasattr(r, "__dict__"))  # expect: 3 False
