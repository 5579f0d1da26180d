import argparse


def attempt(call):
    try:
        call()
    except Exception as e:
        print(f"{type(e).__name__}: {e}")


new = lambda **kwargs: argparse.ArgumentParser(prog="p", **kwargs)
attempt(lambda: new().add_argument("-h"))  # expect: ArgumentError: argument -h: conflicting option string: -h
attempt(lambda: new().add_argument("-a", "b"))
# expect: ValueError: invalid option string 'b': must start with a character '-'
attempt(lambda: new().add_argument("a", dest="x"))  # expect: ValueError: dest supplied twice for positional argument
attempt(lambda: new().add_argument("a", required=True))
# expect: TypeError: 'required' is an invalid argument for positionals
attempt(lambda: new().add_argument("-a", action="dance"))  # expect: ValueError: unknown action "dance"
attempt(lambda: new().add_argument("-a", type="int"))  # expect: ValueError: 'int' is not callable
attempt(lambda: new().add_argument("-a", nargs=0))
# expect: ValueError: nargs for store actions must be != 0; if you have nothing to store, actions such as store true or store const may be more appropriate
attempt(lambda: new().add_argument("-a", nargs="x"))  # expect: ValueError: invalid nargs value
attempt(lambda: new().add_argument("-a", nargs=2, metavar=("ONE",)))
# expect: ValueError: length of metavar tuple does not match nargs
attempt(lambda: new().add_argument("--"))  # expect: ValueError: dest= is required for options like '--'
attempt(lambda: new().add_argument("-a", action="store_true", nargs=1))
# expect: TypeError: _StoreTrueAction.__init__() got an unexpected keyword argument 'nargs'
attempt(lambda: new(conflict_handler="fight"))  # expect: ValueError: invalid conflict_resolution value: 'fight'
attempt(lambda: new(parents=[1]))  # expect: TypeError: parents must be a list of ArgumentParser
print(new(conflict_handler="resolve").add_argument("-h", dest="hh").dest)  # expect: hh
