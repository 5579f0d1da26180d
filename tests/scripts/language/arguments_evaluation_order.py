def n(v):
    print("evaluate", v)
    # expect: evaluate 1
    # expect: evaluate 2
    # expect: evaluate 4
    # expect: evaluate 3
    # expect: evaluate 5
    # expect: evaluate 6
    return v
def f(*a, **k):
    return a, k
print(f(n(1), *[n(2)], x=n(3), *[n(4)], **{"y": n(5)}, z=n(6)))  # expect: ((1, 2, 4), {'x': 3, 'y': 5, 'z': 6})
