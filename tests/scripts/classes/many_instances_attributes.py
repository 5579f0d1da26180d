# Instances that gain attributes in different orders, at one access site.
class A: pass
objects = []
for i in range(50):
    a = A()
    names = ["x", "y", "z"] if i % 2 else ["z", "y", "x"]
    for n in names: setattr(a, n, i)
    if i % 5 == 0: del a.y
    objects.append(a)
print(sum(a.x for a in objects), sum(getattr(a, "y", 0) for a in objects), sum(a.z for a in objects))
# expect: 1225 1000 1225
A.y = 1000
print(sum(a.y for a in objects))  # expect: 11000
