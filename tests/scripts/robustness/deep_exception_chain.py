e = None
for i in range(20000):
    n = ValueError(i)
    n.__context__ = e
    e = n
print(e)  # expect: 19999
del e, n
print("dropped")  # expect: dropped
try:
    def f(n):
        try:
            if n == 0: raise KeyError
            f(n - 1)
        except Exception:
            raise ValueError(n)
    f(300)
except ValueError as e:
    depth = 0
    while e:
        depth += 1
        e = e.__context__
    print(depth)  # expect: 302
