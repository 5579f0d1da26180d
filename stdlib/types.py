"""Names for the types of the interpreter, and tools to build classes at run time."""

import sys


def _function():
    pass


def _generator():
    yield


async def _coroutine():
    pass


async def _async_generator():
    yield


def _cell():
    value = None

    def inner():
        return value

    return inner.__closure__[0]


class _Slotted:
    __slots__ = ("slot",)

    def method(self):
        pass


FunctionType = type(_function)
LambdaType = FunctionType
CodeType = type(_function.__code__)
MappingProxyType = type(type.__dict__)
CellType = type(_cell())
GeneratorType = type(_generator())
_pending = _coroutine()
CoroutineType = type(_pending)
_pending.close()
AsyncGeneratorType = type(_async_generator())
MethodType = type(_Slotted().method)
BuiltinFunctionType = type(len)
BuiltinMethodType = type([].append)
WrapperDescriptorType = type(object.__init__)
MethodWrapperType = type(object().__str__)
MethodDescriptorType = type(str.join)
ClassMethodDescriptorType = type(dict.__dict__["fromkeys"])
ModuleType = type(sys)
GetSetDescriptorType = type(FunctionType.__dict__["__code__"])
MemberDescriptorType = type(_Slotted.__dict__["slot"])
GenericAlias = type(list[int])
UnionType = type(int | str)
EllipsisType = type(...)
NoneType = type(None)
NotImplementedType = type(NotImplemented)

try:
    raise TypeError
except TypeError as _raised:
    TracebackType = type(_raised.__traceback__)
    FrameType = type(_raised.__traceback__.tb_frame)

del _generator, _coroutine, _async_generator, _cell, _Slotted, _pending, _function


class SimpleNamespace:
    """An object whose attributes are what it was called with."""

    def __init__(self, mapping_or_iterable=(), /, **kwargs):
        if mapping_or_iterable != ():
            attributes = dict(mapping_or_iterable)
            for name in attributes:
                if not isinstance(name, str):
                    raise TypeError("keywords must be strings")
            self.__dict__.update(attributes)
        self.__dict__.update(kwargs)

    def __repr__(self):
        kind = type(self)
        name = "namespace" if kind is SimpleNamespace else kind.__name__
        marker = id(self)
        if marker in _shown:
            return name + "(...)"
        _shown.add(marker)
        try:
            inside = ", ".join([f"{key}={value!r}" for key, value in self.__dict__.items()])
        finally:
            _shown.discard(marker)
        return f"{name}({inside})"

    def __eq__(self, other):
        if isinstance(self, SimpleNamespace) and isinstance(other, SimpleNamespace):
            return self.__dict__ == other.__dict__
        return NotImplemented

    __hash__ = None

    def __reduce__(self):
        return type(self), (), self.__dict__

    def __replace__(self, /, **changes):
        copied = type(self)()
        copied.__dict__.update(self.__dict__)
        copied.__dict__.update(changes)
        return copied


# Namespaces whose repr is being made, so one that contains itself ends.
_shown = set()

_implementation = getattr(sys, "implementation", None)
if type(_implementation).__name__ == "SimpleNamespace":
    # The interpreter has the type already; there must be one of it.
    SimpleNamespace = type(_implementation)
del _implementation


def new_class(name, bases=(), kwds=None, exec_body=None):
    """Create a class as a class statement would; `exec_body` fills its namespace."""
    resolved = resolve_bases(bases)
    meta, namespace, kwds = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(namespace)
    if resolved is not bases:
        namespace["__orig_bases__"] = bases
    return meta(name, resolved, namespace, **kwds)


def resolve_bases(bases):
    """Replace each base that is not a class by what its __mro_entries__ names."""
    resolved = []
    changed = False
    for base in bases:
        entries = None
        if not isinstance(base, type):
            entries = getattr(base, "__mro_entries__", None)
        if entries is None:
            resolved.append(base)
            continue
        replacement = entries(bases)
        if not isinstance(replacement, tuple):
            raise TypeError("__mro_entries__ must return a tuple")
        changed = True
        resolved.extend(replacement)
    return tuple(resolved) if changed else bases


def prepare_class(name, bases=(), kwds=None):
    """Find the metaclass and the namespace of a class to be: (metaclass, namespace, kwds)."""
    kwds = dict(kwds) if kwds else {}
    if "metaclass" in kwds:
        meta = kwds.pop("metaclass")
    elif bases:
        meta = type(bases[0])
    else:
        meta = type
    if isinstance(meta, type):
        for base in bases:
            candidate = type(base)
            if issubclass(meta, candidate):
                continue
            if not issubclass(candidate, meta):
                raise TypeError(
                    "metaclass conflict: "
                    "the metaclass of a derived class "
                    "must be a (non-strict) subclass "
                    "of the metaclasses of all its bases"
                )
            meta = candidate
    prepare = getattr(meta, "__prepare__", None)
    namespace = {} if prepare is None else prepare(name, bases, **kwds)
    return meta, namespace, kwds


def get_original_bases(cls, /):
    """The bases of a class as they were written, before __mro_entries__."""
    try:
        return cls.__dict__.get("__orig_bases__", cls.__bases__)
    except AttributeError:
        raise TypeError(
            f"Expected an instance of type, not {type(cls).__name__!r}"
        ) from None


class DynamicClassAttribute:
    """A property that, looked up on the class, is left to the metaclass's __getattr__."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget = fget
        self.fset = fset
        self.fdel = fdel
        self.overwrite_doc = doc is None
        self.__doc__ = doc or (fget.__doc__ if fget is not None else None)
        self.__isabstractmethod__ = bool(getattr(fget, "__isabstractmethod__", False))

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.__isabstractmethod__:
                return self
            raise AttributeError()
        if self.fget is None:
            raise AttributeError("unreadable attribute")
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("can't set attribute")
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("can't delete attribute")
        self.fdel(instance)

    def _derived(self, fget, fset, fdel):
        doc = None if self.overwrite_doc else self.__doc__
        made = type(self)(fget, fset, fdel, doc)
        if made.__doc__ is None:
            made.__doc__ = self.__doc__
        made.overwrite_doc = self.overwrite_doc
        return made

    def getter(self, fget):
        return self._derived(fget, self.fset, self.fdel)

    def setter(self, fset):
        return self._derived(self.fget, fset, self.fdel)

    def deleter(self, fdel):
        return self._derived(self.fget, self.fset, fdel)


_CO_GENERATOR = 0x20
_CO_COROUTINE = 0x80
_CO_ITERABLE_COROUTINE = 0x100


class _GeneratorWrapper:
    """Makes an object with a generator's methods fit for `await`."""

    def __init__(self, generator):
        self.__wrapped = generator
        self.__name__ = getattr(generator, "__name__", None)
        self.__qualname__ = getattr(generator, "__qualname__", None)

    def send(self, value):
        return self.__wrapped.send(value)

    def throw(self, *details):
        return self.__wrapped.throw(*details)

    def close(self):
        return self.__wrapped.close()

    def __iter__(self):
        return self

    def __await__(self):
        return self

    def __next__(self):
        return next(self.__wrapped)

    @property
    def gi_code(self):
        return self.__wrapped.gi_code

    @property
    def gi_frame(self):
        return self.__wrapped.gi_frame

    @property
    def gi_running(self):
        return self.__wrapped.gi_running

    @property
    def gi_yieldfrom(self):
        return self.__wrapped.gi_yieldfrom

    cr_code = gi_code
    cr_frame = gi_frame
    cr_running = gi_running
    cr_await = gi_yieldfrom


def coroutine(func):
    """Make a generator function usable where a coroutine is awaited."""
    if not callable(func):
        raise TypeError("types.coroutine() expects a callable")
    if type(func) is FunctionType:
        code = func.__code__
        flags = code.co_flags
        if flags & (_CO_COROUTINE | _CO_ITERABLE_COROUTINE):
            return func
        if flags & _CO_GENERATOR:
            # The flag on the code is what the interpreter's `await` looks at.
            func.__code__ = code.replace(co_flags=flags | _CO_ITERABLE_COROUTINE)
            return func

    import functools

    @functools.wraps(func)
    def wrapped(*args, **kwargs):
        result = func(*args, **kwargs)
        kind = type(result)
        if kind is CoroutineType or (
            kind is GeneratorType and result.gi_code.co_flags & _CO_ITERABLE_COROUTINE
        ):
            return result
        if hasattr(result, "__await__"):
            return result
        if kind is GeneratorType or all(
            hasattr(result, name)
            for name in ("send", "throw", "close", "__iter__", "__next__")
        ):
            return _GeneratorWrapper(result)
        return result

    return wrapped


__all__ = [name for name in globals() if not name.startswith("_") and name != "sys"]
