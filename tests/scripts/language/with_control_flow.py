class M:
    def __enter__(self): return self
    def __exit__(self, *a): print("exit", a[0])
def f():
    with M():
        return "returned"
print(f())
# expect: exit None
# expect: returned
for i in range(3):
    with M():
        if i == 0: continue
        if i == 1: break
# expect: exit None
# expect: exit None
print(i)  # expect: 1
with M() as (M.x): pass  # expect: exit None
with (M() if i else None) as m: print(type(m).__name__)
# expect: M
# expect: exit None
