from typing import *
UserId = NewType("UserId", int)
print(UserId(5), UserId, UserId.__supertype__, cast(str, 5), TYPE_CHECKING, assert_type(1, int))
# expect: 5 __main__.UserId <class 'int'> 5 False 1
@overload
def f(x: int) -> int: ...
@overload
def f(x: str) -> str: ...
def f(x): return x
print(f("a"), len(get_overloads(f)))  # expect: a 2
@final
class F:
    @override
    def m(self): pass
print(F.__final__, F.m.__override__)  # expect: True True
try:
    assert_never(3)
except AssertionError as error:
    print(error)
# expect: Expected code to be unreachable, but got: 3
@overload
def g(x): ...
try:
    g(1)
except NotImplementedError as error:
    print(str(error)[:45])
# expect: You should not call an overloaded function. A
print(isinstance(3, SupportsInt), isinstance("a", SupportsInt), isinstance(3, Hashable), isinstance([], Iterable))
# expect: True False True True
