def attempt(f):
    try:
        print(f())
    except TypeError as e:
        print(e)
attempt(lambda: 1 + "a")  # expect: unsupported operand type(s) for +: 'int' and 'str'
attempt(lambda: "a" + 1)  # expect: can only concatenate str (not "int") to str
attempt(lambda: [] + ())  # expect: can only concatenate list (not "tuple") to list
attempt(lambda: None * 2)  # expect: unsupported operand type(s) for *: 'NoneType' and 'int'
attempt(lambda: {} | [])  # expect: unsupported operand type(s) for |: 'dict' and 'list'
attempt(lambda: "a" - "b")  # expect: unsupported operand type(s) for -: 'str' and 'str'
attempt(lambda: -"x")  # expect: bad operand type for unary -: 'str'
attempt(lambda: ~1.5)  # expect: bad operand type for unary ~: 'float'
attempt(lambda: 1 < "a")  # expect: '<' not supported between instances of 'int' and 'str'
attempt(lambda: [] >= {})  # expect: '>=' not supported between instances of 'list' and 'dict'
attempt(lambda: 2 ** "x")  # expect: unsupported operand type(s) for ** or pow(): 'int' and 'str'
attempt(lambda: 1 @ 2)  # expect: unsupported operand type(s) for @: 'int' and 'int'
attempt(lambda: object() + object())  # expect: unsupported operand type(s) for +: 'object' and 'object'
