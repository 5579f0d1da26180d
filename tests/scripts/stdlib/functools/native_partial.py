from functools import partial
def show(*args, **kwargs):
    return args, kwargs
p = partial(show, 1, 2, x=3)
print(p(4, y=5), p(x=6), p.args, p.keywords, p.func is show)
# expect: ((1, 2, 4), {'x': 3, 'y': 5}) ((1, 2), {'x': 6}) (1, 2) {'x': 3} True
q = partial(p, 7, x=8)
print(q.args, q.keywords, q.func is show, q())  # expect: (1, 2, 7) {'x': 8} True ((1, 2, 7), {'x': 8})
print(partial(int, base=2)("101"), partial(print, sep="-"), partial(len)([1, 2]))
# expect: 5 functools.partial(<built-in function print>, sep='-') 2
p.note = "kept"
print(p.__dict__, partial(p, 9).func is p)  # expect: {'note': 'kept'} True
class Sub(partial):
    pass
print(Sub(max, 5)(3), isinstance(Sub(max), partial))  # expect: 5 True
for call in (lambda: partial(), lambda: partial(1)):
    try:
        call()
    except TypeError as error:
        print(error)
# expect: type 'partial' takes at least one argument
# expect: the first argument must be callable
