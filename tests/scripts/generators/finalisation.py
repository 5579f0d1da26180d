def g(name):
    try:
        yield name
    finally:
        print("closing", name)
it = g("a")
next(it)
del it  # expect: closing a
print("--")  # expect: --
next(g("b"))  # expect: closing b
print("--")  # expect: --
for v in g("c"):
    break  # expect: closing c
print("after loop")  # expect: after loop
def f():
    it = g("d")
    next(it)
f()  # expect: closing d
print("after f")  # expect: after f
unstarted = g("never")
del unstarted
print("end")  # expect: end
