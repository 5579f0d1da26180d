C = object
for i in range(1500):
    C = type(f"C{i}", (C,), {})
print(len(C.__mro__), C().__class__.__name__)  # expect: 1501 C1499
class Wide: pass
for i in range(2000): setattr(Wide, f"a{i}", i)
print(Wide.a1999, len([n for n in dir(Wide) if n.startswith("a")]))  # expect: 1999 2000
