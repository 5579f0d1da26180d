def attempt(thing):
    try:
        try:
            raise ValueError("v")
        except thing:
            print("no")
    except TypeError as e:
        print(e)
attempt(5)  # expect: catching classes that do not inherit from BaseException is not allowed
attempt((ValueError, "x")[1:])  # expect: catching classes that do not inherit from BaseException is not allowed
attempt(int)  # expect: catching classes that do not inherit from BaseException is not allowed
attempt([ValueError])  # expect: catching classes that do not inherit from BaseException is not allowed
def r(thing):
    try:
        raise thing
    except TypeError as e:
        print(e)
r(5)  # expect: exceptions must derive from BaseException
r(int)  # expect: exceptions must derive from BaseException
r("text")  # expect: exceptions must derive from BaseException
r(None)  # expect: exceptions must derive from BaseException
try:
    raise ValueError from 5
except TypeError as e:
    print(e)  # expect: exception causes must derive from BaseException
