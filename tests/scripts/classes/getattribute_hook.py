class A:
    x = 1
    def __getattribute__(self, name):
        print("lookup", name)
        # expect: lookup x
        # expect: lookup magic
        # expect: lookup other
        if name == "magic": return 42
        return super().__getattribute__(name)
    def __getattr__(self, name): return "fallback " + name
a = A()
print(a.x, a.magic, a.other)  # expect: 1 42 fallback other
print(len([a]), str(type(a)))  # expect: 1 <class '__main__.A'>
class B:
    def __getattribute__(self, name): raise AttributeError("always")
    def __getattr__(self, name): return name
print(B().anything)  # expect: anything
