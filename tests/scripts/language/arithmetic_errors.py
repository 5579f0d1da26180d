import operator
for name, a, b in [("truediv", 1, 0), ("floordiv", 1, 0), ("mod", 1, 0), ("truediv", 1.0, 0), ("floordiv", 1.0, 0.0),
                   ("mod", 1.0, 0.0), ("pow", 0, -1), ("pow", 0.0, -1), ("lshift", 1, -1), ("rshift", 1, -1)]:
    try:
        getattr(operator, name)(a, b)
    except Exception as e:
        print(name, type(e).__name__, e)
        # expect: truediv ZeroDivisionError division by zero
        # expect: floordiv ZeroDivisionError integer division or modulo by zero
        # expect: mod ZeroDivisionError integer modulo by zero
        # expect: truediv ZeroDivisionError float division by zero
        # expect: floordiv ZeroDivisionError float floor division by zero
        # expect: mod ZeroDivisionError float modulo by zero
        # expect: pow ZeroDivisionError 0.0 cannot be raised to a negative power
        # expect: pow ZeroDivisionError 0.0 cannot be raised to a negative power
        # expect: lshift ValueError negative shift count
        # expect: rshift ValueError negative shift count
