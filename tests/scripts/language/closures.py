def counter():
    n = 0
    def step(by=1):
        nonlocal n
        n += by
        return n
    return step
a, b = counter(), counter()
print(a(), a(), a(5), b())  # expect: 1 2 7 1
print(a.__closure__[0].cell_contents)  # expect: 7
print(a.__code__.co_freevars)  # expect: ('n',)
