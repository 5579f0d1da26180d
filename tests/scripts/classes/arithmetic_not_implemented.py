class A:
    def __add__(self, o):
        print("A.add")
        return NotImplemented
    def __eq__(self, o):
        print("A.eq")
        return NotImplemented
class B:
    def __radd__(self, o):
        print("B.radd")
        return "B"
    def __eq__(self, o):
        print("B.eq")
        return True
print(A() + B())
# expect: A.add
# expect: B.radd
# expect: B
try:
    A() + 1
except TypeError as e:
    print(e)
# expect: A.add
# expect: unsupported operand type(s) for +: 'A' and 'int'
print(A() == B(), A() == 1, A() != 1)
# expect: A.eq
# expect: B.eq
# expect: A.eq
# expect: A.eq
# expect: True False True
