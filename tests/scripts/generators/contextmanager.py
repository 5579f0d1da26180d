from contextlib import contextmanager
@contextmanager
def tag(name):
    print("open", name)
    try:
        yield name.upper()
    except ValueError as e:
        print("swallowed", e)
    finally:
        print("close", name)
with tag("a") as t: print(t)
# expect: open a
# expect: A
# expect: close a
with tag("b"): raise ValueError("v")
# expect: open b
# expect: swallowed v
# expect: close b
try:
    with tag("c"): raise KeyError("k")
except KeyError as e:
    print("out", e)
# expect: open c
# expect: close c
# expect: out 'k'
@contextmanager
def twice():
    yield 1
    yield 2
try:
    with twice(): pass
except RuntimeError as e:
    print(e)  # expect: generator didn't stop
