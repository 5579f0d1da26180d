from collections.abc import MutableMapping


class Store(MutableMapping):
    def __init__(self, *args, **kwargs):
        self.data = {}
        self.update(*args, **kwargs)

    def __getitem__(self, key):
        return self.data[key]

    def __setitem__(self, key, value):
        self.data[key] = value

    def __delitem__(self, key):
        del self.data[key]

    def __iter__(self):
        return iter(self.data)

    def __len__(self):
        return len(self.data)

    def __repr__(self):
        return f"Store({self.data})"


s = Store([("a", 1)], b=2)
print(s.keys(), s.items(), s.values())
# expect: KeysView(Store({'a': 1, 'b': 2})) ItemsView(Store({'a': 1, 'b': 2})) ValuesView(Store({'a': 1, 'b': 2}))
print(s.get("z"), s.pop("a"), s.pop("a", 0), s.setdefault("c", 3), s == {"b": 2, "c": 3})  # expect: None 1 0 3 True
print("b" in s, ("b", 2) in s.items(), 3 in s.values(), s.keys() & {"b", "q"})  # expect: True True True {'b'}
print(s.popitem(), s)  # expect: ('b', 2) Store({'c': 3})
s.clear()
print(len(s), s)  # expect: 0 Store({})
try:
    s.pop("x")
except KeyError as e:
    print("KeyError", e)  # expect: KeyError 'x'
