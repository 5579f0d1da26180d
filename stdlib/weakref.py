"""References that do not keep their objects alive, and containers made of them."""

import _collections_abc
from _weakref import getweakrefcount, getweakrefs, proxy, ref

__all__ = [
    "CallableProxyType", "ProxyType", "ProxyTypes", "ReferenceType", "WeakKeyDictionary",
    "WeakMethod", "WeakSet", "WeakValueDictionary", "finalize", "getweakrefcount",
    "getweakrefs", "proxy", "ref",
]


class _Sample:
    pass


_sample = _Sample()
ReferenceType = type(ref(_sample))
ProxyType = type(proxy(_sample))
CallableProxyType = type(proxy(_Sample))
ProxyTypes = (ProxyType, CallableProxyType)
del _sample, _Sample


class WeakMethod(ref):
    """A weak reference to a bound method: dead when its object is."""

    __slots__ = "_function_ref", "_method_type", "_alive", "__weakref__"

    def __new__(cls, meth, callback=None):
        try:
            obj = meth.__self__
            function = meth.__func__
        except AttributeError:
            raise TypeError(
                f"argument should be a bound method, not {type(meth)}"
            ) from None

        def forget(_):
            self = self_ref()
            # Either part may go first; the callback runs once.
            if self is not None and self._alive:
                self._alive = False
                if callback is not None:
                    callback(self)

        self = ref.__new__(cls, obj, forget)
        self._function_ref = ref(function, forget)
        self._method_type = type(meth)
        self._alive = True
        self_ref = ref(self)
        return self

    def __init__(self, meth, callback=None):
        pass

    def __call__(self):
        obj = super().__call__()
        function = self._function_ref()
        if obj is None or function is None:
            return None
        return self._method_type(function, obj)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if not self._alive or not other._alive:
            return self is other
        return ref.__eq__(self, other) and self._function_ref == other._function_ref

    def __ne__(self, other):
        answer = self.__eq__(other)
        return answer if answer is NotImplemented else not answer

    __hash__ = ref.__hash__


class KeyedRef(ref):
    """A weak reference that knows the key it stands under."""

    __slots__ = ("key",)

    def __new__(type, ob, callback, key):
        self = ref.__new__(type, ob, callback)
        self.key = key
        return self

    def __init__(self, ob, callback, key):
        pass


class WeakValueDictionary(_collections_abc.MutableMapping):
    """A mapping whose entries go away with their values."""

    def __init__(self, other=(), /, **kw):
        self.data = {}
        self_ref = ref(self)

        def remove(reference):
            self = self_ref()
            # The key may stand for another value by now.
            if self is not None and self.data.get(reference.key) is reference:
                del self.data[reference.key]

        self._remove = remove
        self.update(other, **kw)

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self.data[key] = KeyedRef(value, self._remove, key)

    def __delitem__(self, key):
        del self.data[key]

    def __len__(self):
        return len(self.data)

    def __contains__(self, key):
        reference = self.data.get(key)
        return reference is not None and reference() is not None

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def get(self, key, default=None):
        reference = self.data.get(key)
        value = None if reference is None else reference()
        return default if value is None else value

    def copy(self):
        """A new dictionary with the entries that are alive."""
        made = WeakValueDictionary()
        for key, value in self.items():
            made[key] = value
        return made

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy

        made = self.__class__()
        for key, value in self.items():
            made[deepcopy(key, memo)] = value
        return made

    # Iteration goes over a list made beforehand: a value that dies meanwhile would
    # otherwise change the dictionary under it.

    def items(self):
        for key, reference in list(self.data.items()):
            value = reference()
            if value is not None:
                yield key, value

    def keys(self):
        for key, reference in list(self.data.items()):
            if reference() is not None:
                yield key

    __iter__ = keys

    def values(self):
        for reference in list(self.data.values()):
            value = reference()
            if value is not None:
                yield value

    def itervaluerefs(self):
        """An iterator over the weak references."""
        yield from list(self.data.values())

    def valuerefs(self):
        """A list of the weak references."""
        return list(self.data.values())

    def popitem(self):
        while True:
            key, reference = self.data.popitem()
            value = reference()
            if value is not None:
                return key, value

    def pop(self, key, *args):
        reference = self.data.pop(key, None)
        value = None if reference is None else reference()
        if value is not None:
            return value
        if args:
            return args[0]
        raise KeyError(key)

    def setdefault(self, key, default=None):
        value = self.get(key)
        if value is None:
            self[key] = value = default
        return value

    def update(self, other=(), /, **kwargs):
        pairs = other.items() if hasattr(other, "items") else dict(other).items()
        for key, value in pairs:
            self[key] = value
        for key, value in kwargs.items():
            self[key] = value

    def __or__(self, other):
        if not isinstance(other, _collections_abc.Mapping):
            return NotImplemented
        made = self.copy()
        made.update(other)
        return made

    def __ror__(self, other):
        if not isinstance(other, _collections_abc.Mapping):
            return NotImplemented
        made = self.__class__()
        made.update(other)
        made.update(self)
        return made

    def __ior__(self, other):
        self.update(other)
        return self


class WeakKeyDictionary(_collections_abc.MutableMapping):
    """A mapping whose entries go away with their keys."""

    def __init__(self, dict=None):
        self.data = {}
        self_ref = ref(self)

        def remove(reference):
            self = self_ref()
            if self is not None:
                self.data.pop(reference, None)

        self._remove = remove
        if dict is not None:
            self.update(dict)

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __len__(self):
        return len(self.data)

    def __contains__(self, key):
        try:
            reference = ref(key)
        except TypeError:
            return False
        return reference in self.data

    def __repr__(self):
        return f"<{self.__class__.__name__} at {id(self):#x}>"

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def copy(self):
        """A new dictionary with the entries that are alive."""
        made = WeakKeyDictionary()
        for key, value in self.items():
            made[key] = value
        return made

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy

        made = self.__class__()
        for key, value in self.items():
            made[key] = deepcopy(value, memo)
        return made

    def items(self):
        for reference, value in list(self.data.items()):
            key = reference()
            if key is not None:
                yield key, value

    def keys(self):
        for reference in list(self.data):
            key = reference()
            if key is not None:
                yield key

    __iter__ = keys

    def values(self):
        for reference, value in list(self.data.items()):
            if reference() is not None:
                yield value

    def keyrefs(self):
        """A list of the weak references."""
        return list(self.data)

    def popitem(self):
        while True:
            reference, value = self.data.popitem()
            key = reference()
            if key is not None:
                return key, value

    def pop(self, key, *args):
        return self.data.pop(ref(key), *args)

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._remove), default)

    def update(self, dict=None, /, **kwargs):
        if dict is not None:
            pairs = dict.items() if hasattr(dict, "items") else type({})(dict).items()
            for key, value in pairs:
                self[key] = value
        for key, value in kwargs.items():
            self[key] = value

    def __or__(self, other):
        if not isinstance(other, _collections_abc.Mapping):
            return NotImplemented
        made = self.copy()
        made.update(other)
        return made

    def __ror__(self, other):
        if not isinstance(other, _collections_abc.Mapping):
            return NotImplemented
        made = self.__class__()
        made.update(other)
        made.update(self)
        return made

    def __ior__(self, other):
        self.update(other)
        return self


class WeakSet(_collections_abc.MutableSet):
    """A set whose elements go away when nothing else refers to them."""

    def __init__(self, data=None):
        self.data = set()
        self_ref = ref(self)

        def remove(reference):
            self = self_ref()
            if self is not None:
                self.data.discard(reference)

        self._remove = remove
        if data is not None:
            self.update(data)

    def __iter__(self):
        for reference in list(self.data):
            item = reference()
            if item is not None:
                yield item

    def __len__(self):
        return len(self.data)

    def __contains__(self, item):
        try:
            reference = ref(item)
        except TypeError:
            return False
        return reference in self.data

    def __repr__(self):
        return repr(self.data)

    def __reduce__(self):
        return self.__class__, (list(self),), getattr(self, "__dict__", None)

    def add(self, item):
        self.data.add(ref(item, self._remove))

    def discard(self, item):
        self.data.discard(ref(item))

    def remove(self, item):
        self.data.remove(ref(item))

    def clear(self):
        self.data.clear()

    def copy(self):
        return self.__class__(self)

    __copy__ = copy

    def pop(self):
        while True:
            try:
                reference = self.data.pop()
            except KeyError:
                raise KeyError("pop from empty WeakSet") from None
            item = reference()
            if item is not None:
                return item

    def update(self, other):
        for item in other:
            self.add(item)

    def __ior__(self, other):
        self.update(other)
        return self

    def union(self, other):
        made = self.copy()
        made.update(other)
        return made

    def difference(self, other):
        made = self.copy()
        made.difference_update(other)
        return made

    def difference_update(self, other):
        if other is self:
            self.clear()
        else:
            for item in other:
                self.discard(item)

    def __isub__(self, other):
        self.difference_update(other)
        return self

    def intersection(self, other):
        return self.__class__([item for item in other if item in self])

    def intersection_update(self, other):
        self.data &= {ref(item) for item in other}

    def __iand__(self, other):
        self.intersection_update(other)
        return self

    def symmetric_difference(self, other):
        made = self.copy()
        made.symmetric_difference_update(other)
        return made

    def symmetric_difference_update(self, other):
        for item in list(other):
            if item in self:
                self.discard(item)
            else:
                self.add(item)

    def __ixor__(self, other):
        self.symmetric_difference_update(other)
        return self

    def issubset(self, other):
        return self.data <= {ref(item) for item in other}

    def issuperset(self, other):
        return self.data >= {ref(item) for item in other}

    def isdisjoint(self, other):
        return self.data.isdisjoint({ref(item) for item in other})

    def __or__(self, other):
        return self.union(other)

    def __and__(self, other):
        return self.intersection(other)

    def __sub__(self, other):
        return self.difference(other)

    def __xor__(self, other):
        return self.symmetric_difference(other)

    def __le__(self, other):
        return self.issubset(other)

    def __lt__(self, other):
        return self.data < {ref(item) for item in other}

    def __ge__(self, other):
        return self.issuperset(other)

    def __gt__(self, other):
        return self.data > {ref(item) for item in other}

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self.data == {ref(item) for item in other}

    __hash__ = None


class finalize:
    """Calls a function when an object goes away, or at exit at the latest."""

    __slots__ = ()

    # What belongs to each live finalizer. Kept here, so that the registry is all
    # that keeps a finalizer alive.
    _registry = {}
    _serial = 0
    _at_exit = False
    _exiting = False

    class _Details:
        __slots__ = ("weakref", "func", "args", "kwargs", "atexit", "serial")

    def __init__(self, obj, func, /, *args, **kwargs):
        if not finalize._at_exit:
            import atexit

            atexit.register(finalize._run_at_exit)
            finalize._at_exit = True
        details = finalize._Details()
        details.weakref = ref(obj, self)
        details.func = func
        details.args = args
        details.kwargs = kwargs or None
        details.atexit = True
        details.serial = finalize._serial
        finalize._serial += 1
        finalize._registry[self] = details

    def __call__(self, _=None):
        """Call the function, unless it has been called; return what it returns."""
        details = finalize._registry.pop(self, None)
        if details is None or finalize._exiting:
            return None
        return details.func(*details.args, **(details.kwargs or {}))

    def detach(self):
        """Give up: (object, function, args, kwargs), or None when it is too late."""
        details = finalize._registry.get(self)
        obj = None if details is None else details.weakref()
        if obj is None or finalize._registry.pop(self, None) is None:
            return None
        return obj, details.func, details.args, details.kwargs or {}

    def peek(self):
        """(object, function, args, kwargs), or None when it is too late."""
        details = finalize._registry.get(self)
        obj = None if details is None else details.weakref()
        if obj is None:
            return None
        return obj, details.func, details.args, details.kwargs or {}

    @property
    def alive(self):
        """Whether the function is still to be called."""
        return self in finalize._registry

    @property
    def atexit(self):
        """Whether the function is called at exit, if the object lives that long."""
        details = finalize._registry.get(self)
        return details is not None and details.atexit

    @atexit.setter
    def atexit(self, value):
        details = finalize._registry.get(self)
        if details is not None:
            details.atexit = bool(value)

    def __repr__(self):
        details = finalize._registry.get(self)
        obj = None if details is None else details.weakref()
        if obj is None:
            return f"<{type(self).__name__} object at {id(self):#x}; dead>"
        return (
            f"<{type(self).__name__} object at {id(self):#x}; "
            f"for {type(obj).__qualname__!r} at {id(obj):#x}>"
        )

    @classmethod
    def _run_at_exit(cls):
        """Call what is left, the youngest first."""
        import sys

        while True:
            due = [
                (details.serial, finalizer)
                for finalizer, details in finalize._registry.items() if details.atexit
            ]
            if not due:
                break
            due.sort(key=lambda entry: entry[0])
            try:
                due[-1][1]()
            except Exception:
                sys.excepthook(*sys.exc_info())
        finalize._exiting = True
