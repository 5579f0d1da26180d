class A:
    z = 1
    a = 2
    def m(self): pass
    z = 3
    del a
    for i in range(2): pass
    if z > 2: b = "b"
print([k for k in vars(A) if not k.startswith("__")], A.z, A.i)  # expect: ['z', 'm', 'i', 'b'] 3 1
try:
    A.__dict__["q"] = 1
except TypeError as e:
    print(e)  # expect: 'mappingproxy' object does not support item assignment
class B:
    print("body runs", __qualname__, __module__)  # expect: body runs B __main__
    class Inner:
        print(__qualname__)  # expect: B.Inner
