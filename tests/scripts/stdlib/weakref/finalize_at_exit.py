import weakref
class A: pass
a = A()
weakref.finalize(a, print, "first made, called last")
weakref.finalize(a, print, "second")
quiet = weakref.finalize(a, print, "not called")
quiet.atexit = False
print("end")  # expect: end
# expect: second
# expect: first made, called last
