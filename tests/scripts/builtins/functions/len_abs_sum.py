print(len("abc"), len({1: 2}), abs(-3), abs(-2.5), abs(3 + 4j), sum([1, 2]), sum([0.1] * 10), sum([], 5), sum([[1], [2]], []), sum((1, 2), start=10), sum(range(5)))
# expect: 3 1 3 2.5 5.0 3 1.0 5 [1, 2] 13 10
class L:
    def __len__(self): return 7
    def __abs__(self): return "abs"
print(len(L()), abs(L()))  # expect: 7 abs
def attempt(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: len(5))  # expect: TypeError object of type 'int' has no len()
attempt(lambda: len())  # expect: TypeError len() takes exactly one argument (0 given)
attempt(lambda: abs("x"))  # expect: TypeError bad operand type for abs(): 'str'
attempt(lambda: sum(["a"]))  # expect: TypeError unsupported operand type(s) for +: 'int' and 'str'
attempt(lambda: sum(["a"], ""))  # expect: TypeError sum() can't sum strings [use ''.join(seq) instead]
attempt(lambda: sum(5))  # expect: TypeError 'int' object is not iterable
class B:
    def __len__(self): return -1
attempt(lambda: len(B()))  # expect: ValueError __len__() should return >= 0
class F:
    def __len__(self): return 1.5
attempt(lambda: len(F()))  # expect: TypeError 'float' object cannot be interpreted as an integer
