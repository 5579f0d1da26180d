def f(v):
    try:
        print("try")
        r = 10 // v
    except ZeroDivisionError:
        print("except")
        r = None
    else:
        print("else")
    finally:
        print("finally")
    return r
print(f(2))
# expect: try
# expect: else
# expect: finally
# expect: 5
print(f(0))
# expect: try
# expect: except
# expect: finally
# expect: None
try:
    f("a")
except TypeError as e:
    print(e)
# expect: try
# expect: finally
# expect: unsupported operand type(s) for //: 'int' and 'str'
