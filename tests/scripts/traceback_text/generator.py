# exit: 1
def g():
    yield 1
    raise ValueError("in generator")
def consume():
    for v in g():
        print(v)  # expect: 1
consume()
