from contextlib import contextmanager
@contextmanager
def managed(name):
    "doc"
    print("enter", name)
    try:
        yield name.upper()
    except KeyError as error:
        print("swallowed", error)
    finally:
        print("exit", name)
with managed("a") as value:
    print(value)
# expect: enter a
# expect: A
# expect: exit a
with managed("b"):
    raise KeyError("k")
# expect: enter b
# expect: swallowed 'k'
# expect: exit b
try:
    with managed("c"):
        raise ValueError("v")
except ValueError as error:
    print("out", error, error.__context__)
# expect: enter c
# expect: exit c
# expect: out v None
@managed("d")
def decorated(x): return x + 1
print(decorated(1), decorated(2))
# expect: enter d
# expect: exit d
# expect: enter d
# expect: exit d
# expect: 2 3
print(managed.__name__, managed.__doc__)  # expect: managed doc
