e = "outer"
try:
    raise ValueError("x")
except ValueError as e:
    print(repr(e))  # expect: ValueError('x')
try:
    e
except NameError as err:
    print(err)  # expect: name 'e' is not defined
def f():
    try:
        raise KeyError
    except KeyError as k:
        del k
    try:
        k
    except UnboundLocalError as u:
        print(u)  # expect: cannot access local variable 'k' where it is not associated with a value
f()
