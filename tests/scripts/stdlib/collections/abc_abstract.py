from collections import abc


class Partial(abc.Mapping):
    def __getitem__(self, key):
        raise KeyError(key)


for cls in (abc.Sized, abc.MutableSequence, Partial):
    try:
        cls()
    except TypeError as e:
        print(e)
        # expect: Can't instantiate abstract class Sized without an implementation for abstract method '__len__'
        # expect: Can't instantiate abstract class MutableSequence without an implementation for abstract methods '__delitem__', '__getitem__', '__len__', '__setitem__', 'insert'
        # expect: Can't instantiate abstract class Partial without an implementation for abstract methods '__iter__', '__len__'
print(sorted(abc.MutableMapping.__abstractmethods__))
# expect: ['__delitem__', '__getitem__', '__iter__', '__len__', '__setitem__']
