# exit: 1
data = {"a": {"b": None}}
def f(x, y):
    return data["a"]["b"]["c"] + x * y
f(1,
  2)
