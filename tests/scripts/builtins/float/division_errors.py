for f in (lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: divmod(1.0, 0), lambda: 0.0 ** -1, lambda: 1 / 0.0):
    try:
        f()
    except ZeroDivisionError as e:
        print(e)
        # expect: float division by zero
        # expect: float floor division by zero
        # expect: float modulo by zero
        # expect: float divmod()
        # expect: 0.0 cannot be raised to a negative power
        # expect: float division by zero
