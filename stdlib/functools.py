"""Functions that take or return functions: wrappers, caches, orderings, dispatch on type."""

from _functools import _lru_cache_wrapper, cmp_to_key, partial, reduce

__all__ = [
    "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "cache", "cached_property", "cmp_to_key",
    "lru_cache", "partial", "partialmethod", "reduce", "singledispatch",
    "singledispatchmethod", "total_ordering", "update_wrapper", "wraps",
]

WRAPPER_ASSIGNMENTS = (
    "__module__", "__name__", "__qualname__", "__doc__", "__annotations__", "__type_params__",
)
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Give `wrapper` the name, documentation and attributes of `wrapped`, and return it."""
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    # Last, so that a `__wrapped__` copied with the dictionary does not win.
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """A decorator that applies update_wrapper() with these arguments."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


# total_ordering: for each operator that a class may define, how the three others
# follow from it. A rule gets the operator's answer and says what to make of it:
# invert it, and combine it with (in)equality.

def _negation(root):
    def method(self, other):
        answer = getattr(type(self), root)(self, other)
        return answer if answer is NotImplemented else not answer
    return method


def _or_equal(root):
    def method(self, other):
        answer = getattr(type(self), root)(self, other)
        if answer is NotImplemented:
            return answer
        return answer or self == other
    return method


def _and_unequal(root):
    def method(self, other):
        answer = getattr(type(self), root)(self, other)
        if answer is NotImplemented:
            return answer
        return answer and self != other
    return method


def _negation_and_unequal(root):
    def method(self, other):
        answer = getattr(type(self), root)(self, other)
        if answer is NotImplemented:
            return answer
        return not answer and self != other
    return method


def _negation_or_equal(root):
    def method(self, other):
        answer = getattr(type(self), root)(self, other)
        if answer is NotImplemented:
            return answer
        return not answer or self == other
    return method


_DERIVED = {
    "__lt__": (
        ("__gt__", _negation_and_unequal), ("__le__", _or_equal), ("__ge__", _negation),
    ),
    "__le__": (
        ("__ge__", _negation_or_equal), ("__lt__", _and_unequal), ("__gt__", _negation),
    ),
    "__gt__": (
        ("__lt__", _negation_and_unequal), ("__ge__", _or_equal), ("__le__", _negation),
    ),
    "__ge__": (
        ("__le__", _negation_or_equal), ("__gt__", _and_unequal), ("__lt__", _negation),
    ),
}
_ROOT_PREFERENCE = ("__lt__", "__le__", "__gt__", "__ge__")


def total_ordering(cls):
    """Fill in the ordering methods that a class lacks from one that it defines."""
    defined = [
        name for name in _ROOT_PREFERENCE
        if getattr(cls, name, None) is not getattr(object, name)
    ]
    if not defined:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = defined[0]
    for name, rule in _DERIVED[root]:
        if name not in defined:
            method = rule(root)
            method.__name__ = name
            method.__qualname__ = f"{cls.__qualname__}.{name}"
            method.__module__ = cls.__module__
            method.__doc__ = getattr(int, name).__doc__
            setattr(cls, name, method)
    return cls


class _CacheInfo(tuple):
    # A named tuple written out, so that importing this module does not build one.
    __slots__ = ()
    _fields = __match_args__ = ("hits", "misses", "maxsize", "currsize")

    def __new__(cls, hits, misses, maxsize, currsize):
        return tuple.__new__(cls, (hits, misses, maxsize, currsize))

    @property
    def hits(self):
        return self[0]

    @property
    def misses(self):
        return self[1]

    @property
    def maxsize(self):
        return self[2]

    @property
    def currsize(self):
        return self[3]

    def _asdict(self):
        return dict(zip(self._fields, self))

    def _replace(self, /, **changes):
        return type(self)(**{**self._asdict(), **changes})

    def __getnewargs__(self):
        return tuple(self)

    def __repr__(self):
        return (
            f"{type(self).__name__}(hits={self[0]!r}, misses={self[1]!r}, "
            f"maxsize={self[2]!r}, currsize={self[3]!r})"
        )


_CacheInfo.__name__ = _CacheInfo.__qualname__ = "CacheInfo"


def lru_cache(maxsize=128, typed=False):
    """A decorator that keeps the results of the `maxsize` most recent calls.

    `None` keeps all. With `typed`, arguments of different types are different
    calls even when they are equal.
    """
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        return _cached(maxsize, 128, typed)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")

    def decorate(user_function):
        return _cached(user_function, maxsize, typed)

    return decorate


def _cached(user_function, maxsize, typed):
    wrapper = _lru_cache_wrapper(user_function, maxsize, typed, _CacheInfo)
    wrapper.cache_parameters = lambda: {"maxsize": maxsize, "typed": typed}
    return update_wrapper(wrapper, user_function)


def cache(user_function, /):
    """Keep the result of every call: lru_cache(maxsize=None)."""
    return _cached(user_function, None, False)


class partialmethod:
    """A method with some arguments already given; the method may be any descriptor."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        if isinstance(func, partialmethod):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __repr__(self):
        kind = type(self)
        parts = [repr(self.func)]
        parts.extend([repr(argument) for argument in self.args])
        parts.extend([f"{name}={value!r}" for name, value in self.keywords.items()])
        return f"{kind.__module__}.{kind.__qualname__}({', '.join(parts)})"

    def _unbound(self):
        def _method(cls_or_self, /, *args, **keywords):
            return self.func(cls_or_self, *self.args, *args, **{**self.keywords, **keywords})

        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.__partialmethod__ = self
        return _method

    def __get__(self, obj, cls=None):
        bind = getattr(self.func, "__get__", None)
        if bind is not None and not isinstance(self.func, partial):
            bound = bind(obj, cls)
            if bound is not self.func:
                # A class method or another descriptor that has its own way to bind.
                result = partial(bound, *self.args, **self.keywords)
                try:
                    result.__self__ = bound.__self__
                except AttributeError:
                    pass
                return result
        return self._unbound().__get__(obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    @classmethod
    def __class_getitem__(cls, item):
        return _generic_alias(cls, item)


def _generic_alias(cls, item):
    return type(list[int])(cls, item)


class cached_property:
    """A property computed at its first use and then kept in the instance's dictionary."""

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.__module__ = func.__module__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                "Cannot assign the same cached_property to two different names "
                f"({self.attrname!r} and {name!r})."
            )

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name = self.attrname
        if name is None:
            raise TypeError(
                "Cannot use cached_property instance without calling __set_name__ on it."
            )
        try:
            cache = instance.__dict__
        except AttributeError:
            raise TypeError(
                f"No '__dict__' attribute on {type(instance).__name__!r} "
                f"instance to cache {name!r} property."
            ) from None
        if name in cache:
            return cache[name]
        value = self.func(instance)
        try:
            cache[name] = value
        except TypeError:
            raise TypeError(
                f"The '__dict__' attribute on {type(instance).__name__!r} instance "
                f"does not support item assignment for caching {name!r} property."
            ) from None
        return value

    __class_getitem__ = classmethod(_generic_alias)


_NO_ENTRY = object()


def _most_specific(cls, registry):
    """The class in `registry` whose implementation serves `cls`, or None.

    Classes that `cls` inherits from rank by their place in its __mro__. An
    abstract base class that only claims `cls` ranks right behind the last class
    of the __mro__ that it claims too.
    """
    mro = cls.__mro__
    best_place = len(mro)
    best = []
    for candidate in registry:
        if candidate in mro:
            place = mro.index(candidate)
        else:
            try:
                if not issubclass(cls, candidate):
                    continue
            except TypeError:
                continue
            place = 0.5
            for index, ancestor in enumerate(mro):
                if issubclass(ancestor, candidate):
                    place = index + 0.5
        if place < best_place:
            best_place = place
            best = [candidate]
        elif place == best_place:
            best.append(candidate)
    if len(best) > 1:
        narrowed = [
            candidate for candidate in best
            if not any(other is not candidate and issubclass(other, candidate) for other in best)
        ]
        if len(narrowed) > 1:
            raise RuntimeError(f"Ambiguous dispatch: {narrowed[0]} or {narrowed[1]}")
        best = narrowed
    return best[0] if best else None


def _union_members(hint):
    """The members of a union type, or None when `hint` is none."""
    if isinstance(hint, type(int | str)):
        return hint.__args__
    if getattr(hint, "__module__", None) == "typing":
        from typing import Union, get_args, get_origin

        if get_origin(hint) is Union:
            return get_args(hint)
    return None


def _is_class(value):
    return isinstance(value, type) and not isinstance(value, type(list[int]))


def singledispatch(func):
    """Make a function whose implementation is chosen by the type of its first argument."""
    from types import MappingProxyType

    from _weakref import ref

    registry = {}
    # Keyed by weak references, so that dispatching does not keep classes alive.
    found = {}
    cache_token = None

    def forget(reference):
        found.pop(reference, None)

    def dispatch(cls):
        """The implementation that would be called for an argument of type `cls`."""
        nonlocal cache_token
        if cache_token is not None:
            from abc import get_cache_token

            token = get_cache_token()
            if token != cache_token:
                found.clear()
                cache_token = token
        implementation = found.get(ref(cls), _NO_ENTRY)
        if implementation is not _NO_ENTRY:
            return implementation
        if cls in registry:
            implementation = registry[cls]
        else:
            chosen = _most_specific(cls, registry)
            implementation = None if chosen is None else registry[chosen]
        found[ref(cls, forget)] = implementation
        return implementation

    def register(cls, func=None):
        """Register an implementation for a class, a union, or an annotated first parameter."""
        nonlocal cache_token
        members = (cls,) if _is_class(cls) else _union_members(cls)
        if members is not None and all([_is_class(member) for member in members]):
            if func is None:
                return lambda implementation: register(cls, implementation)
        else:
            if func is not None:
                raise TypeError(
                    "Invalid first argument to `register()`. "
                    f"{cls!r} is not a class or union type."
                )
            if not getattr(cls, "__annotations__", None):
                raise TypeError(
                    f"Invalid first argument to `register()`: {cls!r}. "
                    "Use either `@register(some_class)` or plain `@register` "
                    "on an annotated function."
                )
            func = cls
            from typing import get_type_hints

            parameter, hint = next(iter(get_type_hints(func).items()))
            members = (hint,) if _is_class(hint) else _union_members(hint)
            if members is None:
                raise TypeError(
                    f"Invalid annotation for {parameter!r}. {hint!r} is not a class."
                )
            if not all([_is_class(member) for member in members]):
                raise TypeError(
                    f"Invalid annotation for {parameter!r}. "
                    f"{hint!r} not all arguments are classes."
                )
        for member in members:
            registry[member] = func
            if cache_token is None and hasattr(member, "__abstractmethods__"):
                from abc import get_cache_token

                cache_token = get_cache_token()
        found.clear()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f"{funcname} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **kw)

    funcname = getattr(func, "__name__", "singledispatch function")
    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = MappingProxyType(registry)
    wrapper._clear_cache = found.clear
    update_wrapper(wrapper, func)
    return wrapper


class singledispatchmethod:
    """singledispatch for methods: the type of the first argument after self decides."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        """Register an implementation, as singledispatch's register() does."""
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        dispatch = self.dispatcher.dispatch
        funcname = getattr(self.func, "__name__", "singledispatchmethod method")

        def _method(*args, **kwargs):
            if not args:
                raise TypeError(f"{funcname} requires at least 1 positional argument")
            return dispatch(args[0].__class__).__get__(obj, cls)(*args, **kwargs)

        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.register = self.register
        update_wrapper(_method, self.func)
        return _method

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)
