# exit: 1
def f():
    length = 1
    return lenght
f()
