class M:
    def __enter__(self): print("enter")
    def __exit__(self, *a): print("exit", a[0] and a[0].__name__)
def g():
    with M():
        yield 1
        yield 2
it = g()
next(it)  # expect: enter
it.close()  # expect: exit GeneratorExit
it = g()
next(it)  # expect: enter
try:
    it.throw(ValueError)
except ValueError:
    print("out")
# expect: exit ValueError
# expect: out
print(list(g()))
# expect: enter
# expect: exit None
# expect: [1, 2]
