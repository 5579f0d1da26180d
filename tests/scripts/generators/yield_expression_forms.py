def g():
    x = yield
    print("x", x)
    y = (yield 1) + (yield 2)
    print("y", y)
    print((yield), [(yield 3), 5])
    z = yield 1, 2
    return z
it = g()
print(next(it), it.send("a"), it.send(10), it.send(20), it.send("p"))
# expect: x a
# expect: y 30
# expect: None 1 2 None 3
print(it.send("q"))
# expect: p ['q', 5]
# expect: (1, 2)
try:
    it.send("end")
except StopIteration as e:
    print(e.value)  # expect: end
