def attempt(call):
    try:
        call()
    except TypeError as e:
        print(e)
for value in (5, "s", None, [1], 2.5, {}):
    attempt(lambda: value())
# expect: 'int' object is not callable
# expect: 'str' object is not callable
# expect: 'NoneType' object is not callable
# expect: 'list' object is not callable
# expect: 'float' object is not callable
# expect: 'dict' object is not callable
class C: pass
attempt(lambda: C()())  # expect: 'C' object is not callable
attempt(lambda: C(1))  # expect: C() takes no arguments
attempt(lambda: object(1))  # expect: object() takes no arguments
