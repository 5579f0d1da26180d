class A:
    def __add__(self, o): return "A.add"
    def __radd__(self, o): return "A.radd"
    def __lt__(self, o): return "A.lt"
    def __gt__(self, o): return "A.gt"
class B(A):
    def __radd__(self, o): return "B.radd"
    def __gt__(self, o): return "B.gt"
class C(A): pass
print(A() + B(), B() + A(), A() + C(), A() + A(), A() < B(), A() < C())  # expect: B.radd A.add A.add A.add B.gt A.gt
class Int(int):
    def __radd__(self, o): return "Int.radd"
    def __rsub__(self, o): return "Int.rsub"
print(1 + Int(2), 1 - Int(2), Int(2) + 1, 1 * Int(3))  # expect: Int.radd Int.rsub 3 3
