from contextlib import closing, nullcontext
class Thing:
    def close(self): print("closed")
with closing(Thing()) as thing:
    print(type(thing).__name__)
# expect: Thing
# expect: closed
try:
    with closing(Thing()):
        raise ValueError("x")
except ValueError as error:
    print(error)
# expect: closed
# expect: x
with nullcontext(5) as five, nullcontext() as none:
    print(five, none)
# expect: 5 None
