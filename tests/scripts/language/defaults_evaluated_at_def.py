x = 1
def f(a=x, *, b=x + 1):
    return a, b
x = 100
print(f())  # expect: (1, 2)
def trace(v):
    print("default", v)
    # expect: default 1
    # expect: default 2
    return v
def g(a=trace(1), b=trace(2)): pass
print("defined")  # expect: defined
g()
