class D:
    def __del__(self): raise ValueError("in del")
import sys
sys.unraisablehook = lambda u: print("unraisable", type(u.exc_value).__name__, u.exc_value, u.object.__qualname__)
D()  # expect: unraisable ValueError in del D.__del__
print("continues")  # expect: continues
def f():
    d = D()
    raise KeyError("k")
try:
    f()
except KeyError as e:
    print("caught", e)
# expect: caught 'k'
# expect: unraisable ValueError in del D.__del__
e = None
print("done")  # expect: done
