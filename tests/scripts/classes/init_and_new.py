class A:
    def __new__(cls, *args):
        print("new", cls.__name__, args)  # expect: new A (1, 2)
        return super().__new__(cls)
    def __init__(self, *args): print("init", args)  # expect: init (1, 2)
A(1, 2)
class Single:
    instance = None
    def __new__(cls):
        if cls.instance is None: cls.instance = super().__new__(cls)
        return cls.instance
print(Single() is Single())  # expect: True
class Other:
    def __new__(cls): return 5
    def __init__(self): print("not called")
print(Other())  # expect: 5
class Bad:
    def __init__(self): return 5
try:
    Bad()
except TypeError as e:
    print(e)  # expect: __init__() should return None, not 'int'
