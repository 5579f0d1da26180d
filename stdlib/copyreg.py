"""Registered ways to take objects apart for copying, and the functions that rebuild them."""

__all__ = ["add_extension", "clear_extension_cache", "constructor", "pickle", "remove_extension"]

dispatch_table = {}


def pickle(ob_type, pickle_function, constructor_ob=None):
    """Register a function that takes an object of this type apart."""
    if not callable(pickle_function):
        raise TypeError("reduction functions must be callable")
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        constructor(constructor_ob)


def constructor(object):
    """Check that `object` can rebuild something: that it is callable."""
    if not callable(object):
        raise TypeError("constructors must be callable")


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


def _slotnames(cls):
    """The names of the slots of a class and its bases, as attributes are called."""
    names = []
    for base in cls.__mro__:
        slots = base.__dict__.get("__slots__", ())
        if isinstance(slots, str):
            slots = (slots,)
        for name in slots:
            if name in ("__dict__", "__weakref__"):
                continue
            if name.startswith("__") and not name.endswith("__"):
                prefix = base.__name__.lstrip("_")
                if prefix:
                    name = f"_{prefix}{name}"
            names.append(name)
    return names


# Numbers that stand for global names in pickles.
_extension_registry = {}
_inverted_registry = {}
_extension_cache = {}


def add_extension(module, name, code):
    """Register a number for a global name."""
    code = int(code)
    if not 1 <= code <= 0x7FFFFFFF:
        raise ValueError("code out of range")
    key = (module, name)
    if _extension_registry.get(key) == code and _inverted_registry.get(code) == key:
        return
    if key in _extension_registry:
        raise ValueError(
            f"key {key} is already registered with code {_extension_registry[key]}"
        )
    if code in _inverted_registry:
        raise ValueError(
            f"code {code} is already in use for key {_inverted_registry[code]}"
        )
    _extension_registry[key] = code
    _inverted_registry[code] = key


def remove_extension(module, name, code):
    """Undo add_extension()."""
    key = (module, name)
    if _extension_registry.get(key) != code or _inverted_registry.get(code) != key:
        raise ValueError(f"key {key} is not registered with code {code}")
    del _extension_registry[key]
    del _inverted_registry[code]
    _extension_cache.pop(code, None)


def clear_extension_cache():
    """Forget the objects found for registered numbers."""
    _extension_cache.clear()
