class Meta(type):
    def __new__(mcs, name, bases, ns, **kw):
        print("new", name, [b.__name__ for b in bases], kw)
        ns["added"] = name.lower()
        return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print("init", name)
        super().__init__(name, bases, ns)
    def __call__(cls, *args):
        print("call", args)
        return super().__call__(*args)
    @property
    def shout(cls): return cls.__name__.upper()
    def __len__(cls): return 3
    def __iter__(cls): return iter("abc")
class A(metaclass=Meta, opt=1):
    def __init__(self, v): self.v = v
# expect: new A [] {'opt': 1}
# expect: init A
class B(A): pass
# expect: new B ['A'] {}
# expect: init B
print(B(5).v, A.added, B.shout, type(B) is Meta, len(A), list(A), isinstance(A, Meta))
# expect: call (5,)
# expect: 5 a B True 3 ['a', 'b', 'c'] True
try:
    A(1).shout
except AttributeError as e:
    print(e)
# expect: call (1,)
# expect: 'A' object has no attribute 'shout'
