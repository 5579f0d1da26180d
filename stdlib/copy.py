"""Shallow and deep copies of objects."""

import copyreg
from _weakref import ref
from copyreg import dispatch_table

__all__ = ["Error", "copy", "deepcopy", "replace"]


class Error(Exception):
    """An object said how to copy it in a way that makes no sense."""


error = Error

_FunctionType = type(lambda: None)
_MethodType = type((lambda: None).__get__(1))
_CodeType = type((lambda: None).__code__)

# Values that nothing can change: their copy is they themselves.
_ATOMIC = frozenset([
    type(None), int, float, bool, complex, str, bytes, type, range, slice, property,
    type(...), type(NotImplemented), _FunctionType, type(len), _CodeType,
    type(int | str), ref,
])


def copy(x):
    """A new object of the same kind with the same contents."""
    cls = type(x)
    if cls in _ATOMIC or cls is tuple or cls is frozenset:
        return x
    if cls is list or cls is dict or cls is set or cls is bytearray:
        return cls.copy(x)
    if issubclass(cls, type):
        return x
    own = getattr(cls, "__copy__", None)
    if own is not None:
        return own(x)
    parts = _take_apart(x, cls)
    if isinstance(parts, str):
        return x
    return _rebuild(x, None, *parts)


def deepcopy(x, memo=None, _nil=[]):
    """A new object with copies of the contents, at every depth.

    `memo` maps ids of what has been copied to the copies.
    """
    cls = type(x)
    if cls in _ATOMIC:
        return x
    key = id(x)
    if memo is None:
        memo = {}
    else:
        made = memo.get(key, _nil)
        if made is not _nil:
            return made

    copier = _deep_copiers.get(cls)
    if copier is not None:
        made = copier(x, memo)
    elif issubclass(cls, type):
        made = x
    else:
        own = getattr(x, "__deepcopy__", None)
        if own is not None:
            made = own(memo)
        else:
            parts = _take_apart(x, cls)
            if isinstance(parts, str):
                made = x
            else:
                made = _rebuild(x, memo, *parts)
    if made is not x:
        memo[key] = made
        # The original has to live on while its id stands in the memo.
        memo.setdefault(id(memo), []).append(x)
    return made


def _deepcopy_list(x, memo):
    made = []
    memo[id(x)] = made
    for item in x:
        made.append(deepcopy(item, memo))
    return made


def _deepcopy_dict(x, memo):
    made = {}
    memo[id(x)] = made
    for key, value in x.items():
        made[deepcopy(key, memo)] = deepcopy(value, memo)
    return made


def _deepcopy_tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]
    # A tuple that contains itself, by way of a list, has been copied by now.
    if id(x) in memo:
        return memo[id(x)]
    for old, new in zip(x, items):
        if old is not new:
            return tuple(items)
    return x


def _deepcopy_set(x, memo):
    return type(x)([deepcopy(item, memo) for item in x])


def _deepcopy_bytearray(x, memo):
    return bytearray(x)


def _deepcopy_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


_deep_copiers = {
    list: _deepcopy_list,
    dict: _deepcopy_dict,
    tuple: _deepcopy_tuple,
    set: _deepcopy_set,
    frozenset: _deepcopy_set,
    bytearray: _deepcopy_bytearray,
    _MethodType: _deepcopy_method,
}


def _take_apart(x, cls):
    """How to rebuild `x`: what the __reduce_ex__ protocol gives."""
    registered = dispatch_table.get(cls)
    if registered is not None:
        return registered(x)
    for name, args in (("__reduce_ex__", (4,)), ("__reduce__", ())):
        method = getattr(cls, name, None)
        if method is not None and method is not getattr(object, name, None):
            return method(x, *args)
    return _take_instance_apart(x, cls)


# Types whose value has to be given to __new__.
_VALUE_TYPES = (int, str, float, complex, bytes, tuple, frozenset)


def _take_instance_apart(x, cls):
    if isinstance(x, BaseException):
        return cls, x.args, x.__dict__ or None
    if cls.__module__ == "builtins" and cls is not object:
        raise TypeError(f"cannot pickle {cls.__name__!r} object")
    function, args = copyreg.__newobj__, (cls,)
    if hasattr(cls, "__getnewargs_ex__"):
        function, args = copyreg.__newobj_ex__, (cls, *x.__getnewargs_ex__())
    elif hasattr(cls, "__getnewargs__"):
        args = (cls, *x.__getnewargs__())
    else:
        for base in _VALUE_TYPES:
            if isinstance(x, base):
                args = (cls, base(x))
                break
    items = pairs = None
    if isinstance(x, list):
        items = iter(x)
    elif isinstance(x, dict):
        pairs = iter(x.items())
    elif isinstance(x, (set, bytearray)):
        function, args = cls, (list(x),)
    return function, args, _state_of(x, cls), items, pairs


def _state_of(x, cls):
    own = getattr(cls, "__getstate__", None)
    if own is not None and own is not getattr(object, "__getstate__", None):
        return own(x)
    attributes = getattr(x, "__dict__", None) or None
    slots = {}
    for name in copyreg._slotnames(cls):
        try:
            slots[name] = getattr(x, name)
        except AttributeError:
            pass
    return (attributes, slots) if slots else attributes


def _rebuild(x, memo, function, args, state=None, items=None, pairs=None):
    deep = memo is not None
    if deep and args:
        args = [deepcopy(arg, memo) for arg in args]
    made = function(*args)
    if deep:
        memo[id(x)] = made
    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        if hasattr(made, "__setstate__"):
            made.__setstate__(state)
        else:
            slots = None
            if isinstance(state, tuple) and len(state) == 2:
                state, slots = state
            if state is not None:
                made.__dict__.update(state)
            if slots is not None:
                for name, value in slots.items():
                    # Past a __setattr__ that refuses, as frozen classes have.
                    object.__setattr__(made, name, value)
    if items is not None:
        for item in items:
            made.append(deepcopy(item, memo) if deep else item)
    if pairs is not None:
        for key, value in pairs:
            if deep:
                made[deepcopy(key, memo)] = deepcopy(value, memo)
            else:
                made[key] = value
    return made


def replace(obj, /, **changes):
    """A copy with some attributes changed, made by the object's own __replace__."""
    cls = type(obj)
    own = getattr(cls, "__replace__", None)
    if own is None:
        raise TypeError(f"replace() does not support {cls.__name__} objects")
    return own(obj, **changes)
