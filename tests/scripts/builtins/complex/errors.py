def attempt(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: 1j < 2j)  # expect: TypeError '<' not supported between instances of 'complex' and 'complex'
attempt(lambda: 1j // 2)  # expect: TypeError unsupported operand type(s) for //: 'complex' and 'int'
attempt(lambda: 1j % 2)  # expect: TypeError unsupported operand type(s) for %: 'complex' and 'int'
attempt(lambda: 1j / 0)  # expect: ZeroDivisionError complex division by zero
attempt(lambda: int(1j))
# expect: TypeError int() argument must be a string, a bytes-like object or a real number, not 'complex'
attempt(lambda: float(1j))  # expect: TypeError float() argument must be a string or a real number, not 'complex'
attempt(lambda: complex("1", 2))  # expect: TypeError complex() can't take second arg if first is a string
attempt(lambda: complex([]))  # expect: TypeError complex() first argument must be a string or a number, not 'list'
attempt(lambda: 0j ** -1)  # expect: ZeroDivisionError 0.0 to a negative or complex power
