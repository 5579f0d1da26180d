import inspect
def f(a, b, /, c=3, *args, d, **kw): pass
s = inspect.signature(f)
b = s.bind(1, 2, d=4, z=5)
print(b, b.args, b.kwargs)  # expect: <BoundArguments (a=1, b=2, d=4, kw={'z': 5})> (1, 2) {'d': 4, 'z': 5}
b.apply_defaults()
print(b.arguments)  # expect: {'a': 1, 'b': 2, 'c': 3, 'args': (), 'd': 4, 'kw': {'z': 5}}
print(s.bind_partial(1))  # expect: <BoundArguments (a=1)>
def g(x, *, y): pass
for args, kwargs in (((), {}), ((1,), {}), ((1, 2), {"y": 1}), ((1,), {"x": 2, "y": 1}), ((1,), {"y": 1, "q": 2})):
    try:
        inspect.signature(g).bind(*args, **kwargs)
    except TypeError as error:
        print(error)
# expect: missing a required argument: 'x'
# expect: missing a required keyword-only argument: 'y'
# expect: too many positional arguments
# expect: multiple values for argument 'x'
# expect: got an unexpected keyword argument 'q'
