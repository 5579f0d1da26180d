class D:
    def __init__(self, n, child=None): self.n, self.child = n, child
    def __del__(self): print("del", self.n)
d = D("parent", D("child"))
del d
# expect: del parent
# expect: del child
print("--")  # expect: --
a = [D(1), D(2), D(3)]
a.clear()
# expect: del 3
# expect: del 2
# expect: del 1
print("--")  # expect: --
t = {"k": D("value")}
t["k"] = None  # expect: del value
print("--")  # expect: --
def f():
    a, b = D("a"), D("b")
    return a
kept = f()  # expect: del b
print("kept", kept.n)  # expect: kept a
kept = None  # expect: del a
