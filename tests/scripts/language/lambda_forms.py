print((lambda: 5)())  # expect: 5
print((lambda x, y=2, *a, k=3, **kw: (x, y, a, k, kw))(1, 2, 3, k=4, z=5))  # expect: (1, 2, (3,), 4, {'z': 5})
print((lambda *, a: a)(a=1), (lambda a, /: a)(2))  # expect: 1 2
print(list(map(lambda p: p[0] + p[1], [(1, 2), (3, 4)])))  # expect: [3, 7]
compose = lambda f, g: lambda x: f(g(x))
print(compose(lambda x: x + 1, lambda x: x * 2)(5))  # expect: 11
