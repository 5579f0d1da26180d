class NonData:
    def __get__(self, obj, owner): return "non-data"
class Data(NonData):
    def __set__(self, obj, v): raise AttributeError("read only")
class C:
    a = NonData()
    b = Data()
c = C()
c.__dict__.update(a="instance a", b="instance b")
print(c.a, c.b, C.a)  # expect: instance a non-data non-data
try:
    c.b = 1
except AttributeError as e:
    print(e)  # expect: read only
c.a = 9
print(c.a, c.__dict__)  # expect: 9 {'a': 9, 'b': 'instance b'}
