class A:
    n = 0
    @classmethod
    def make(cls, k=1):
        cls.n += k
        return cls, cls.n
    @staticmethod
    def plain(x): return x * 2
class B(A): pass
print(A.make(), B.make(5), A.n, B.n, A().make(0), A.plain(4), B().plain(5))
# expect: (<class '__main__.A'>, 1) (<class '__main__.B'>, 6) 1 6 (<class '__main__.A'>, 1) 8 10
print(A.make.__func__.__name__, A.make.__self__ is A, A.__dict__["plain"].__func__(3), type(A.__dict__["make"]).__name__)
# expect: make True 6 classmethod
class C:
    @classmethod
    def __class_getitem__(cls, item): return cls.__name__, item
    @staticmethod
    def __new__(cls): return "made"
print(C[1, 2], C())  # expect: ('C', (1, 2)) made
