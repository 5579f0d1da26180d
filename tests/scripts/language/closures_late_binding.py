functions = [lambda: i for i in range(3)]
print([f() for f in functions])  # expect: [2, 2, 2]
functions = [lambda i=i: i for i in range(3)]
print([f() for f in functions])  # expect: [0, 1, 2]
def outer():
    fs = []
    for i in range(3):
        def g():
            return i
        fs.append(g)
    i = 10
    return [f() for f in fs]
print(outer())  # expect: [10, 10, 10]
