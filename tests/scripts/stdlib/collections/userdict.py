from collections import UserDict


class Upper(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)

    def __missing__(self, key):
        return f"<{key}>"


d = Upper({"a": 1}, b=2)
d.update(c=3)
print(d, d["A"], d["zz"], "zz" in d, d.get("zz", 0))  # expect: {'A': 1, 'B': 2, 'C': 3} 1 <zz> False 0
print(sorted(d), len(d), d.pop("A"), d)  # expect: ['A', 'B', 'C'] 3 1 {'B': 2, 'C': 3}
print(d | {"x": 9}, d == {"B": 2, "C": 3})  # expect: {'B': 2, 'C': 3, 'X': 9} True
d.setdefault("n", []).append(1) if "N" in d else d.setdefault("n", 5)
print(d.copy(), type(d.copy()).__name__, list(d.items()))  # expect: {'B': 2, 'C': 3} Upper [('B', 2), ('C', 3)]
