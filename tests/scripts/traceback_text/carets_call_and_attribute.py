# exit: 1
class A:
    value = None
a = A()
def g(v):
    return a.value.missing(v) + 1
print(g(3) if a else 0)
