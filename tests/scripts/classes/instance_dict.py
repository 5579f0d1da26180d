class A:
    def __init__(self): self.b, self.a = 1, 2
a = A()
print(a.__dict__, vars(a) is a.__dict__)  # expect: {'b': 1, 'a': 2} True
a.__dict__["c"] = 3
print(a.c, list(a.__dict__))  # expect: 3 ['b', 'a', 'c']
a.__dict__ = {"z": 26}
print(a.z, hasattr(a, "b"), a.__dict__)  # expect: 26 False {'z': 26}
del a.z
print(a.__dict__)  # expect: {}
try:
    a.__dict__ = 5
except TypeError as e:
    print(e)  # expect: __dict__ must be set to a dictionary, not a 'int'
for i in range(40): setattr(a, f"n{i}", i)
print(len(a.__dict__), a.n39, sum(vars(a).values()))  # expect: 40 39 780
