class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print("prepare", name)  # expect: prepare A
        class Log(dict):
            def __setitem__(self, k, v):
                if not k.startswith("__"): print("set", k)
                                           # expect: set x
                                           # expect: set f
                                           # expect: set x
                super().__setitem__(k, v)
        return Log()
    def __new__(mcs, name, bases, ns): return super().__new__(mcs, name, bases, dict(ns))
class A(metaclass=Meta):
    x = 1
    def f(self): pass
    x = 2
print(A.x)  # expect: 2
