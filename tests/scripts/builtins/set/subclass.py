class Tags(set):
    def __repr__(self): return f"Tags({sorted(self)})"
    def add(self, v): super().add(v.lower())
t = Tags(["b"])
t.add("A")
print(t, len(t | {"c"}), type(t | {"c"}).__name__, type(t.copy()).__name__, "a" in t, t == {"a", "b"}, isinstance(t, set), len(t))
# expect: Tags(['a', 'b']) 3 set set True True True 2
