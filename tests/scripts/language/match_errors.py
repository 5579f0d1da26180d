class P:
    __match_args__ = ("x",)
    x = 1
def attempt(f):
    try:
        f()
    except TypeError as e:
        print(e)
        # expect: P() accepts 1 positional sub-pattern (2 given)
        # expect: called match pattern must be a class
        # expect: int() accepts 1 positional sub-pattern (2 given)
        # expect: NoArgs() accepts 0 positional sub-patterns (1 given)
        # expect: P() got multiple sub-patterns for attribute 'x'
def too_many():
    match P():
        case P(1, 2): pass
def not_class():
    match 1:
        case len(): pass
def int_two():
    match 1:
        case int(1, 2): pass
class NoArgs: pass
def no_args():
    match NoArgs():
        case NoArgs(1): pass
def twice():
    match P():
        case P(1, x=1): pass
for f in (too_many, not_class, int_two, no_args, twice):
    attempt(f)
