from functools import partial
def show(*args, **kwargs): return args, kwargs
half = partial(show, 1, 2, a=3)
print(half(4, b=5), half(a=9))  # expect: ((1, 2, 4), {'a': 3, 'b': 5}) ((1, 2), {'a': 9})
print(half.args, half.keywords, half.func is show)  # expect: (1, 2) {'a': 3} True
double = partial(half, 7, a=8)
print(double.func is show, double())  # expect: True ((1, 2, 7), {'a': 8})
print(partial(int, base=2)("101"))  # expect: 5
half.note = "x"
print(half.note, partial(print, 1))  # expect: x functools.partial(<built-in function print>, 1)
try:
    partial(3)
except TypeError as error:
    print(error)
# expect: the first argument must be callable
