def f(a, b, c=3): pass
def g(a, /, b, *, c): pass
def h(): pass
def k(*, x, y): pass
def attempt(call):
    try:
        call()
    except TypeError as e:
        print(e)
attempt(lambda: f())  # expect: f() missing 2 required positional arguments: 'a' and 'b'
attempt(lambda: f(1))  # expect: f() missing 1 required positional argument: 'b'
attempt(lambda: f(1, 2, 3, 4))  # expect: f() takes from 2 to 3 positional arguments but 4 were given
attempt(lambda: f(1, 2, b=3))  # expect: f() got multiple values for argument 'b'
attempt(lambda: f(1, 2, d=3))  # expect: f() got an unexpected keyword argument 'd'
attempt(lambda: g(a=1, b=2, c=3))  # expect: g() got some positional-only arguments passed as keyword arguments: 'a'
attempt(lambda: g(1, 2))  # expect: g() missing 1 required keyword-only argument: 'c'
attempt(lambda: g(1, 2, 3))  # expect: g() takes 2 positional arguments but 3 were given
attempt(lambda: g(1, 2, 3, c=4))
# expect: g() takes 2 positional arguments but 3 positional arguments (and 1 keyword-only argument) were given
attempt(lambda: h(1))  # expect: h() takes 0 positional arguments but 1 was given
attempt(lambda: h(x=1))  # expect: h() got an unexpected keyword argument 'x'
attempt(lambda: k())  # expect: k() missing 2 required keyword-only arguments: 'x' and 'y'
attempt(lambda: k(x=1))  # expect: k() missing 1 required keyword-only argument: 'y'
attempt(lambda: k(1, x=1, y=2))
# expect: k() takes 0 positional arguments but 1 positional argument (and 2 keyword-only arguments) were given
