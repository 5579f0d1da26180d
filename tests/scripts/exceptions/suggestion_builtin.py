def f():
    return pritn("x")  # raises: NameError: name 'pritn' is not defined. Did you mean: 'print'?
f()
