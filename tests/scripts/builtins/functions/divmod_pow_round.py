print(divmod(17, 5), divmod(-17, 5), divmod(17.5, 5), pow(2, 10), pow(2, 10, 1000), pow(2.0, 3), pow(base=2, exp=3), round(3.7), round(3.14159, 2), round(-0.5), round(1e20), round(12345, -2))
# expect: (3, 2) (-4, 3) (3.0, 2.5) 1024 24 8.0 8 4 3.14 0 100000000000000000000 12300
class R:
    def __round__(self, n=None): return f"round {n}"
    def __divmod__(self, o): return "dm", o
    def __rdivmod__(self, o): return "rdm", o
    def __pow__(self, o, m=None): return "pow", o, m
print(round(R()), round(R(), 2), divmod(R(), 3), divmod(3, R()), pow(R(), 2), pow(R(), 2, 5))
# expect: round None round 2 ('dm', 3) ('rdm', 3) ('pow', 2, None) ('pow', 2, 5)
for f in (lambda: round("a"), lambda: divmod("a", 1), lambda: pow("a", 2), lambda: round(1.5, "a"), lambda: pow(2.0, 3, 4), lambda: divmod(1, 0)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
        # expect: TypeError type str doesn't define __round__ method
        # expect: TypeError unsupported operand type(s) for divmod(): 'str' and 'int'
        # expect: TypeError unsupported operand type(s) for ** or pow(): 'str' and 'int'
        # expect: TypeError 'str' object cannot be interpreted as an integer
        # expect: TypeError pow() 3rd argument not allowed unless all arguments are integers
        # expect: ZeroDivisionError integer division or modulo by zero
