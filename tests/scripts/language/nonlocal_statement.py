def outer():
    x, y = 1, 2
    def middle():
        nonlocal x
        y = 20
        def inner():
            nonlocal x, y
            x += 1
            y += 1
            return x, y
        return inner(), y
    return middle(), x, y
print(outer())  # expect: (((2, 21), 21), 2, 2)
