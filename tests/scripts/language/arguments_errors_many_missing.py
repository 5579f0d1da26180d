def f(a, b, c, d): pass
def m(a, b=1): pass
class K:
    def __init__(self, v): pass
    def meth(self, x): pass
def attempt(call):
    try:
        call()
    except TypeError as e:
        print(e)
attempt(lambda: f())  # expect: f() missing 4 required positional arguments: 'a', 'b', 'c', and 'd'
attempt(lambda: f(1, 2))  # expect: f() missing 2 required positional arguments: 'c' and 'd'
attempt(lambda: m(1, 2, 3))  # expect: m() takes from 1 to 2 positional arguments but 3 were given
attempt(lambda: m())  # expect: m() missing 1 required positional argument: 'a'
attempt(lambda: K())  # expect: K.__init__() missing 1 required positional argument: 'v'
attempt(lambda: K(1, 2))  # expect: K.__init__() takes 2 positional arguments but 3 were given
attempt(lambda: K(1).meth())  # expect: K.meth() missing 1 required positional argument: 'x'
attempt(lambda: K.meth())  # expect: K.meth() missing 2 required positional arguments: 'self' and 'x'
attempt(lambda: (lambda x: x)())  # expect: <lambda>.<locals>.<lambda>() missing 1 required positional argument: 'x'
