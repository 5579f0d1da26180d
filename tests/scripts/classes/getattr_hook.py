class A:
    x = 1
    def __getattr__(self, name):
        if name.startswith("no"): raise AttributeError(f"custom {name}")
        return f"<{name}>"
a = A()
a.y = 2
print(a.x, a.y, a.z, hasattr(a, "nope"), getattr(a, "nothing", 5))  # expect: 1 2 <z> False 5
try:
    a.nope
except AttributeError as e:
    print(e)  # expect: custom nope
try:
    A.z
except AttributeError as e:
    print(e)  # expect: type object 'A' has no attribute 'z'
