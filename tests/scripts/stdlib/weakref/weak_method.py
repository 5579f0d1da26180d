import weakref
class A:
    def m(self): return 5
a = A()
plain = weakref.ref(a.m)
w = weakref.WeakMethod(a.m, lambda ref: print("method gone"))
print(plain(), w()(), w == weakref.WeakMethod(a.m))  # expect: None 5 True
del a  # expect: method gone
print(w())  # expect: None
try:
    weakref.WeakMethod(len)
except TypeError as error:
    print(error)
# expect: argument should be a bound method, not <class 'builtin_function_or_method'>
