items = [3, 1, 2]
for use in (lambda: sorted(items, key=lambda v: items.clear() or v), lambda: [items.append(v) or v for v in [1]], lambda: list(map(lambda v: items.clear(), items + [1])),
            lambda: max(items or [1], key=lambda v: items.clear() or v), lambda: items.index(5) if 5 in items else None):
    try:
        use()
    except ValueError as e:
        print(type(e).__name__)
    items[:] = [3, 1, 2]
class Evil:
    def __eq__(self, o):
        d.clear()  # raises: NameError: name 'd' is not defined. Did you mean: 'id'?
        return False
    def __hash__(self): return 1
d = {Evil(): 1, Evil(): 2}
print(d.get(Evil()), len(d))
class Evil2:
    def __repr__(self):
        l.clear()
        return "evil"
l = [Evil2(), Evil2(), 3]
print(repr(l), l)
class Evil3:
    def __del__(self): keep.append(1)
keep = [Evil3() for _ in range(3)]
keep.clear()
print(len(keep))
