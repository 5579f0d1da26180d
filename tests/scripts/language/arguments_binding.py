def f(a, b=2, *args, c=3, **kw):
    return a, b, args, c, kw
print(f(1))  # expect: (1, 2, (), 3, {})
print(f(1, 5, 6, 7, c=8, z=9))  # expect: (1, 5, (6, 7), 8, {'z': 9})
print(f(b=1, a=2))  # expect: (2, 1, (), 3, {})
print(f(*[1, 2], *(3,), **{"c": 4}, **{"d": 5}))  # expect: (1, 2, (3,), 4, {'d': 5})
def g(a, /, b, *, c):
    return a, b, c
print(g(1, 2, c=3), g(1, b=2, c=3))  # expect: (1, 2, 3) (1, 2, 3)
def h(a, /, **kw):
    return a, kw
print(h(1, a=2))  # expect: (1, {'a': 2})
