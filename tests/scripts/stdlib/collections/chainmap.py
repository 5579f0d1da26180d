from collections import ChainMap

base = {"a": 1, "b": 2}
over = {"b": 20, "c": 30}
m = ChainMap(over, base)
print(m)  # expect: ChainMap({'b': 20, 'c': 30}, {'a': 1, 'b': 2})
print(m["a"], m["b"], len(m), list(m), "c" in m)  # expect: 1 20 3 ['a', 'b', 'c'] True
m["d"] = 4
print(over)  # expect: {'b': 20, 'c': 30, 'd': 4}
print(m.new_child({"a": 9}), m.parents)
# expect: ChainMap({'a': 9}, {'b': 20, 'c': 30, 'd': 4}, {'a': 1, 'b': 2}) ChainMap({'a': 1, 'b': 2})
print(dict(m), m.get("zz", 0))  # expect: {'a': 1, 'b': 20, 'c': 30, 'd': 4} 0
print(m | {"q": 1})  # expect: ChainMap({'b': 20, 'c': 30, 'd': 4, 'q': 1}, {'a': 1, 'b': 2})
for action in (lambda: m["zz"], lambda: m.pop("a"), lambda: m.__delitem__("a")):
    try:
        action()
    except KeyError as e:
        print(e)
        # expect: 'zz'
        # expect: "Key not found in the first mapping: 'a'"
        # expect: "Key not found in the first mapping: 'a'"
m.clear()
try:
    m.popitem()
except KeyError as e:
    print(e)  # expect: 'No keys found in the first mapping.'
