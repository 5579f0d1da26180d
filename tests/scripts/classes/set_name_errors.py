class D:
    def __set_name__(self, owner, name): raise ValueError("no")
try:
    class C:
        x = D()
except ValueError as e:
    print(e, e.__notes__)  # expect: no ["Error calling __set_name__ on 'D' instance 'x' in 'C'"]
class Late:
    def __set_name__(self, owner, name): self.n = name
class E: pass
E.x = Late()
print(hasattr(E.x, "n"))  # expect: False
F = type("F", (), {"y": Late()})
print(F.y.n)  # expect: y
