class lazy:
    def __init__(self, f): self.f = f
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, obj, owner):
        value = obj.__dict__[self.name] = self.f(obj)
        return value
class C:
    @lazy
    def v(self):
        print("computed")  # expect: computed
        return 42
c = C()
print(c.v, c.v, c.__dict__)  # expect: 42 42 {'v': 42}
