g = globals()
g["made"] = 5
print(made)  # expect: 5
def f(a, b=2):
    c = 3
    return locals()
print(f(1))  # expect: {'a': 1, 'b': 2, 'c': 3}
class C:
    x = 1
    names = sorted(n for n in locals() if not n.startswith("__"))
print(C.names)  # expect: ['x']
print(__name__, "__file__" in g)  # expect: __main__ True
