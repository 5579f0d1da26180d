def avg():
    total = n = 0
    mean = None
    while True:
        v = yield mean
        total += v
        n += 1
        mean = total / n
g = avg()
print(next(g), g.send(10), g.send(20), g.send(60))  # expect: None 10.0 15.0 30.0
def h(): yield
it = h()
try:
    it.send(5)
except TypeError as e:
    print(e)  # expect: can't send non-None value to a just-started generator
print(it.send(None))  # expect: None
