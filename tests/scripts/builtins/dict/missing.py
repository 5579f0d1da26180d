class D(dict):
    def __missing__(self, key):
        return f"no {key}"
d = D(a=1)
print(d["a"], d["b"], d.get("b"), "b" in d, d, len(d))  # expect: 1 no b None False {'a': 1} 1
class Auto(dict):
    def __missing__(self, key):
        value = self[key] = Auto()
        return value
a = Auto()
a["x"]["y"]["z"] = 1
print(a)  # expect: {'x': {'y': {'z': 1}}}
