def add(item, to=[]):
    to.append(item)
    return to
print(add(1), add(2))  # expect: [1, 2] [1, 2]
print(add.__defaults__)  # expect: ([1, 2],)
def f(a, b=2, *, c=3):
    return a, b, c
f.__defaults__ = (20,)
f.__kwdefaults__ = {"c": 30}
print(f(1))  # expect: (1, 20, 30)
