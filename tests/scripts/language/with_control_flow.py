class M:
    def __enter__(self): return self
    def __exit__(self, *a): print("exit", a[0])
def f():
    with M():
        return "returned"
print(f())
for i in range(3):
    with M():
        if i == 0: continue
        if i == 1: break
print(i)
with M() as (M.x): pass
with M() as [*rest] if False else M(): pass
# raises: SyntaxError: cannot assign to conditional expression
