print(1 << 0, 0 << 1000, 5 >> 100, -5 >> 1, -5 >> 100)  # expect: 1 0 0 -3 -1
for f in (lambda: 1 << -1, lambda: 1 >> -1, lambda: 1.0 << 1, lambda: 1 << 2.0):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
        # expect: ValueError negative shift count
        # expect: ValueError negative shift count
        # expect: TypeError unsupported operand type(s) for <<: 'float' and 'int'
        # expect: TypeError unsupported operand type(s) for <<: 'int' and 'float'
