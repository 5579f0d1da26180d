from typing import Dict, Generic, List, TypeVar
T = TypeVar("T")
K = TypeVar("K")
class Stack(Generic[T]):
    def __init__(self): self.items: List[T] = []
    def push(self, item: T) -> None: self.items.append(item)
s = Stack[int]()
s.push(1)
print(s.items, Stack[int], Stack.__parameters__, s.__orig_class__, isinstance(s, Stack), Stack[T][str])
# expect: [1] __main__.Stack[int] (~T,) __main__.Stack[int] True __main__.Stack[str]
class Ints(Stack[int]): pass
class Both(Generic[K, T], Stack[T]): pass
class Map(Dict[str, T]): pass
print(Ints.__orig_bases__, Ints.__mro__[1:], Both[str, int], Both.__parameters__, Map[int](a=1))
# expect: (__main__.Stack[int],) (<class '__main__.Stack'>, <class 'typing.Generic'>, <class 'object'>) __main__.Both[str, int] (~K, ~T) {'a': 1}
print(Dict[K, T][int, str], List[Stack[T]][int])  # expect: typing.Dict[int, str] typing.List[__main__.Stack[int]]
for attempt in (
    lambda: Stack[int, str], lambda: Ints[int], lambda: isinstance(1, List[int]), lambda: Generic[int],
    lambda: List(), lambda: Dict[str],
):
    try:
        attempt()
    except TypeError as error:
        print(error)
# expect: Too many arguments for <class '__main__.Stack'>; actual 2, expected 1
# expect: <class '__main__.Ints'> is not a generic class
# expect: Subscripted generics cannot be used with class and instance checks
# expect: Parameters to Generic[...] must all be type variables or parameter specification variables.
# expect: Type List cannot be instantiated; use list() instead
# expect: Too few arguments for typing.Dict; actual 1, expected 2
try:
    class Wrong(Generic): pass
except TypeError as error:
    print(error)
# expect: Cannot inherit from plain Generic
