class C:
    a = 1
    def m(self): pass
c = C()
c.z = 2
print([n for n in dir(c) if not n.startswith("__")])  # expect: ['a', 'm', 'z']
class D:
    def __dir__(self): return ["b", "a"]
print(dir(D()))  # expect: ['a', 'b']
def f():
    x = 1
    return dir()
print(f(), "append" in dir([]), "upper" in dir(str), dir(5) == sorted(dir(5)))  # expect: ['x'] True True True
