from collections.abc import Callable, Iterable, Mapping

print(Callable[[int, str], float])  # expect: collections.abc.Callable[[int, str], float]
print(Callable[..., int], Callable[[], None])
# expect: collections.abc.Callable[..., int] collections.abc.Callable[[], None]
print(Callable[[int], str].__args__)  # expect: (<class 'int'>, <class 'str'>)
print(Iterable[int], Mapping[str, list[int]])
# expect: collections.abc.Iterable[int] collections.abc.Mapping[str, list[int]]
try:
    Callable[int]
except TypeError as e:
    print(e)  # expect: Callable must be used as Callable[[arg, ...], result].
