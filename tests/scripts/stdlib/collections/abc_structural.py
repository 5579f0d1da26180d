from collections import abc


class Sized:
    def __len__(self):
        return 0


class Unhashable:
    __hash__ = None


print(isinstance(Sized(), abc.Sized), issubclass(Sized, abc.Collection))  # expect: True False
print(isinstance([], abc.Hashable), isinstance((), abc.Hashable), isinstance(Unhashable(), abc.Hashable))
# expect: False True False
print(isinstance(3, abc.Iterable), isinstance("", abc.Iterable), isinstance(iter([]), abc.Iterator))
# expect: False True True
print(isinstance(len, abc.Callable), isinstance((i for i in ()), abc.Generator))  # expect: True True
print([isinstance(x, abc.Sequence) for x in ([], (), "", b"", range(1), {}, set())])
# expect: [True, True, True, True, True, False, False]
print([isinstance(x, abc.Mapping) for x in ([], {}, type.__dict__)])  # expect: [False, True, True]
print([isinstance(x, abc.Set) for x in (set(), frozenset(), {}.keys(), {}.items(), {}.values())])
# expect: [True, True, True, True, False]
print(issubclass(abc.Mapping, abc.Collection), issubclass(list, abc.MutableSequence))  # expect: True True
