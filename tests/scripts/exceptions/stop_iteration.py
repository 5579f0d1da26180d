e = StopIteration(5)
print(e.value, e.args, StopIteration().value, StopIteration(1, 2).value)  # expect: 5 (5,) None 1
def g():
    return (yield 1)
it = g()
next(it)
try:
    it.send("r")
except StopIteration as e:
    print(e.value)  # expect: r
