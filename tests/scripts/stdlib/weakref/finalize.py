import weakref
class A: pass
a = A()
f = weakref.finalize(a, print, "finalized", 1, sep="-")
print(f.alive, f.peek()[1:], f.atexit)
# expect: True (<built-in function print>, ('finalized', 1), {'sep': '-'}) True
del a  # expect: finalized-1
print(f.alive, f(), f.peek(), f.detach())  # expect: False None None None
b = A()
g = weakref.finalize(b, lambda: "result")
print(g(), g(), g.alive)  # expect: result None False
h = weakref.finalize(b, print, "never")
print(h.detach()[1] is print, h.alive)  # expect: True False
