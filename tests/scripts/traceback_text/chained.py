# exit: 1
def f():
    try:
        {}["k"]
    except KeyError:
        raise ValueError("during")
try:
    f()
except ValueError as e:
    raise RuntimeError("caused") from e
