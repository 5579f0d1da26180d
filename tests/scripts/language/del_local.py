def f():
    a = 1
    del a
    try:
        a
    except UnboundLocalError as e:
        print(e)  # expect: cannot access local variable 'a' where it is not associated with a value
    a = 2
    return a
print(f())  # expect: 2
def g():
    n = 1
    def h():
        return n
    del n
    try:
        h()
    except NameError as e:
        print(type(e).__name__, e)
        # expect: NameError cannot access free variable 'n' where it is not associated with a value in enclosing scope
g()
