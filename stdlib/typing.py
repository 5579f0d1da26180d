"""Names for type annotations. They are there to be written and inspected; nothing checks them."""

import sys
from abc import ABCMeta, abstractmethod

import _collections_abc as _abc
from _typing_forms import *
from _typing_forms import (
    _AnnotatedAlias, _BaseGenericAlias, _FunctionType, _GenericAlias, _GenericAlias_builtin,
    _MethodType, _ModuleType, _NoneType, _ROOTS, _SpecialGenericAlias, _UnionType,
    _caller_module, _check_type, _evaluate, _is_parameter_list, _subscribe_class,
)
from _typing_forms import (
    _intrinsic_paramspec, _intrinsic_set_typeparam_default, _intrinsic_subscript_generic,
    _intrinsic_typealias, _intrinsic_typevar, _intrinsic_typevar_with_bound,
    _intrinsic_typevar_with_constraints, _intrinsic_typevartuple,
)

TYPE_CHECKING = False
Text = str

# Aliases whose classes live in modules that not every program needs.
_LAZY_ALIASES = {
    "Deque": ("_collections", "deque", 1, True, ()),
    "DefaultDict": ("_collections", "defaultdict", 2, True, ()),
    "OrderedDict": ("_collections", "OrderedDict", 2, True, ()),
    "Counter": ("collections", "Counter", 1, True, ()),
    "ChainMap": ("collections", "ChainMap", 2, True, ()),
    "ByteString": ("_collections_abc", "ByteString", 0, True, ()),
    "ContextManager": ("contextlib", "AbstractContextManager", 2, True, (bool | None,)),
    "AsyncContextManager": (
        "contextlib", "AbstractAsyncContextManager", 2, True, (bool | None,),
    ),
    "Pattern": ("re", "Pattern", 1, True, ()),
    "Match": ("re", "Match", 1, True, ()),
}
_SUPPORTS = {
    "SupportsInt": ("__int__", int), "SupportsFloat": ("__float__", float),
    "SupportsComplex": ("__complex__", complex), "SupportsBytes": ("__bytes__", bytes),
    "SupportsIndex": ("__index__", int), "SupportsAbs": ("__abs__", None),
    "SupportsRound": ("__round__", None),
}


def __getattr__(name):
    if name in _LAZY_ALIASES:
        module, attribute, nparams, inst, defaults = _LAZY_ALIASES[name]
        __import__(module)
        origin = getattr(sys.modules[module], attribute)
        made = _SpecialGenericAlias(origin, nparams, inst=inst, name=name, defaults=defaults)
    elif name in _SUPPORTS:
        made = _make_supports(name, *_SUPPORTS[name])
    else:
        raise AttributeError(f"module 'typing' has no attribute {name!r}")
    globals()[name] = made
    return made


def _make_supports(name, method, result):
    """A runtime protocol with one abstract method."""
    from types import new_class

    if result is None:
        variable = TypeVar("T_co", covariant=True)
        variable.__module__ = __name__
        bases, result = (Protocol[variable],), variable
    else:
        bases = (Protocol,)

    def body(namespace):
        @abstractmethod
        def function(self):
            pass

        function.__name__ = method
        function.__qualname__ = f"{name}.{method}"
        function.__annotations__ = {"return": result}
        namespace[method] = function
        namespace["__slots__"] = ()
        namespace["__module__"] = __name__
        namespace["__doc__"] = f"A class with the method {method}."

    return runtime_checkable(new_class(name, bases, {}, body))



# Protocols.

_NOT_PROTOCOL_MEMBERS = frozenset([
    "__parameters__", "__orig_bases__", "__orig_class__", "_is_protocol",
    "_is_runtime_protocol", "__protocol_attrs__", "__non_callable_proto_members__",
    "__type_params__", "__abstractmethods__", "__annotations__", "__dict__", "__doc__",
    "__init__", "__module__", "__new__", "__slots__", "__subclasshook__", "__weakref__",
    "__class_getitem__", "__match_args__", "__static_attributes__", "__firstlineno__",
    "__qualname__", "_abc_impl",
])
_MISSING = object()


def _protocol_members(cls):
    members = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ("Protocol", "Generic"):
            continue
        for name in (*base.__dict__, *base.__dict__.get("__annotations__", ())):
            if not name.startswith("_abc_") and name not in _NOT_PROTOCOL_MEMBERS:
                members.add(name)
    return members


def _static_attribute(instance, name):
    """An attribute as it is stored, without calling properties."""
    attributes = getattr(instance, "__dict__", None)
    if attributes is not None and name in attributes:
        return attributes[name]
    for cls in type(instance).__mro__:
        if name in cls.__dict__:
            found = cls.__dict__[name]
            if type(found).__name__ == "member_descriptor":
                # A slot counts when it holds something.
                return getattr(instance, name, _MISSING)
            return found
    return _MISSING


def _protocol_hook(cls, other):
    if not cls.__dict__.get("_is_protocol", False):
        return NotImplemented
    for name in cls.__protocol_attrs__:
        for base in other.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
            if getattr(other, "_is_protocol", False) and name in base.__dict__.get(
                "__annotations__", ()
            ):
                break
        else:
            return NotImplemented
    return True


_protocol_hook_method = classmethod(_protocol_hook)


def _refuse_protocol_instance(self, *args, **kwargs):
    cls = type(self)
    if cls._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    # A class that implements a protocol inherits this function: find the __init__
    # that comes next, and have it used from now on.
    for base in cls.__mro__:
        init = base.__dict__.get("__init__", _refuse_protocol_instance)
        if init is not _refuse_protocol_instance:
            break
    else:
        init = object.__init__
    cls.__init__ = init
    init(self, *args, **kwargs)


def _asked_by_machinery():
    # abc asks every subclass about a class; a protocol among them may not raise then.
    return _caller_module(2) in ("abc", "functools", None)


class _ProtocolMeta(ABCMeta):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        if Protocol is not None and (Protocol in bases or Generic in bases):
            for base in bases:
                if not (
                    base is object or base is Generic
                    or base.__module__ in ("collections.abc", "contextlib", "_collections_abc")
                    or issubclass(base, Generic) and getattr(base, "_is_protocol", False)
                ) and Protocol in bases:
                    raise TypeError(
                        f"Protocols can only inherit from other protocols, got {base!r}"
                    )
        return super().__new__(mcls, name, bases, namespace, **kwargs)

    def __init__(cls, *args, **kwargs):
        if getattr(cls, "_is_protocol", False):
            cls.__protocol_attrs__ = _protocol_members(cls)

    def __subclasscheck__(cls, other):
        if cls is Protocol:
            return type.__subclasscheck__(cls, other)
        if getattr(cls, "_is_protocol", False) and not _asked_by_machinery():
            if not isinstance(other, type):
                raise TypeError("issubclass() arg 1 must be a class")
            if not getattr(cls, "_is_runtime_protocol", False):
                raise TypeError(
                    "Instance and class checks can only be used with "
                    "@runtime_checkable protocols"
                )
            data = cls.__non_callable_proto_members__
            if data and cls.__dict__.get("__subclasshook__") is _protocol_hook_method:
                shown = ", ".join([repr(name) for name in sorted(data)])
                raise TypeError(
                    "Protocols with non-method members don't support issubclass()."
                    f" Non-method members: {shown}."
                )
        return super().__subclasscheck__(other)

    def __instancecheck__(cls, instance):
        if cls is Protocol:
            return type.__instancecheck__(cls, instance)
        if not getattr(cls, "_is_protocol", False):
            return super().__instancecheck__(instance)
        if not getattr(cls, "_is_runtime_protocol", False) and not _asked_by_machinery():
            raise TypeError(
                "Instance and class checks can only be used with @runtime_checkable protocols"
            )
        # Past the check for data members, which counts for issubclass() only.
        if ABCMeta.__subclasscheck__(cls, type(instance)):
            return True
        data = getattr(cls, "__non_callable_proto_members__", ())
        for name in cls.__protocol_attrs__:
            found = _static_attribute(instance, name)
            if found is _MISSING or found is None and name not in data:
                return False
        return True


Protocol = None


class Protocol(Generic, metaclass=_ProtocolMeta):
    """Base of classes that describe others by their members."""

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get("_is_protocol", False):
            cls._is_protocol = any([base is Protocol for base in cls.__bases__])
        if "__subclasshook__" not in cls.__dict__:
            cls.__subclasshook__ = _protocol_hook_method
        if cls._is_protocol and cls.__init__ is Protocol.__init__:
            cls.__init__ = _refuse_protocol_instance


Protocol.__init__ = _refuse_protocol_instance
_ROOTS.append(Protocol)


def runtime_checkable(cls):
    """A class decorator that allows isinstance() with a protocol."""
    if not (isinstance(cls, type) and issubclass(cls, Generic)) or not getattr(
        cls, "_is_protocol", False
    ):
        raise TypeError(
            f"@runtime_checkable can be only applied to protocol classes, got {cls!r}"
        )
    cls._is_runtime_protocol = True
    cls.__non_callable_proto_members__ = {
        name for name in cls.__protocol_attrs__ if not callable(getattr(cls, name, None))
    }
    return cls


def is_protocol(tp, /):
    """Whether `tp` is a protocol class."""
    return (
        isinstance(tp, type) and getattr(tp, "_is_protocol", False)
        and tp is not Protocol and type(tp) is not _TypedDictMeta
    )


def get_protocol_members(tp, /):
    """The names of the members of a protocol class."""
    if not is_protocol(tp):
        raise TypeError(f"{tp!r} is not a Protocol")
    return frozenset(tp.__protocol_attrs__)


AnyStr = TypeVar("AnyStr", bytes, str)


class IO(Generic[AnyStr]):
    """The type of open files, for annotations."""

    __slots__ = ()

    mode = abstractmethod(lambda self: None)
    name = abstractmethod(lambda self: None)
    close = closed = fileno = flush = isatty = readable = seekable = tell = writable = mode
    read = readline = readlines = seek = truncate = write = writelines = mode
    __enter__ = __exit__ = mode


class BinaryIO(IO[bytes]):
    """The type of files that give bytes."""

    __slots__ = ()


class TextIO(IO[str]):
    """The type of files that give str."""

    __slots__ = ()


# NamedTuple, TypedDict, NewType.

class _NamedTupleMeta(type):
    def __new__(metacls, name, bases, namespace):
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError("can only inherit from a NamedTuple type and Generic")
        bases = tuple([tuple if base is _NamedTuple else base for base in bases])
        annotations = {
            field: _check_type(kind, f"field {field} annotation must be a type")
            for field, kind in namespace.get("__annotations__", {}).items()
        }
        defaults = []
        for field in annotations:
            if field in namespace:
                defaults.append(field)
            elif defaults:
                plural = "s" if len(defaults) > 1 else ""
                raise TypeError(
                    f"Non-default namedtuple field {field} cannot follow default "
                    f"field{plural} {', '.join(defaults)}"
                )
        made = _make_named_tuple(
            name, annotations, [namespace[field] for field in defaults],
            namespace["__module__"],
        )
        if Generic in bases:
            made.__bases__ = bases
            made.__class_getitem__ = classmethod(_subscribe_class)
        for key, value in namespace.items():
            if key in _NAMED_TUPLE_OWN:
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key not in _NAMED_TUPLE_SET and key not in made._fields:
                setattr(made, key, value)
                hook = getattr(type(value), "__set_name__", None)
                if hook is not None:
                    hook(value, made, key)
        if Generic in bases:
            made.__init_subclass__()
        return made


_NAMED_TUPLE_OWN = frozenset([
    "__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults",
    "_field_types", "_make", "_replace", "_asdict", "_source",
])
_NAMED_TUPLE_SET = frozenset(["__module__", "__name__", "__annotations__", "__qualname__"])


def _make_named_tuple(name, annotations, defaults, module):
    from collections import namedtuple

    made = namedtuple(name, list(annotations), defaults=defaults, module=module)
    made.__annotations__ = made.__new__.__annotations__ = annotations
    return made


def NamedTuple(typename, fields=_MISSING, /, **kwargs):
    """A named tuple with typed fields: a function, and the base of such classes."""
    if fields is _MISSING or fields is None:
        fields = kwargs.items()
    elif kwargs:
        raise TypeError(
            "Either list of fields or keywords can be provided to NamedTuple, not both"
        )
    annotations = {
        name: _check_type(kind, f"field {name} annotation must be a type")
        for name, kind in fields
    }
    made = _make_named_tuple(typename, annotations, (), _caller_module(1))
    made.__orig_bases__ = (NamedTuple,)
    return made


_NamedTuple = type.__new__(_NamedTupleMeta, "NamedTuple", (), {})
NamedTuple.__mro_entries__ = lambda bases: (_NamedTuple,)


def _key_qualifiers(annotation):
    """Which of Required, NotRequired, ReadOnly stand around an annotation."""
    found = set()
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation = annotation.__origin__
        elif origin in (Required, NotRequired, ReadOnly):
            found.add(origin)
            annotation = annotation.__args__[0]
        else:
            return found


class _TypedDictMeta(type):
    # Says to Generic that its classes may name it without brackets.
    _bare_generic_base = True

    def __new__(metacls, name, bases, namespace, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError(
                    "cannot inherit from both a TypedDict type and a non-TypedDict base class"
                )
        kept = (Generic,) if any([issubclass(base, Generic) for base in bases]) else ()
        written = namespace.setdefault("__orig_bases__", bases)
        made = type.__new__(metacls, name, (*kept, dict), namespace)
        if not kept:
            made.__orig_bases__ = written
        message = "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type"
        own = {
            key: _check_type(kind, message, allow_special=True)
            for key, kind in namespace.get("__annotations__", {}).items()
        }
        annotations = {}
        required, optional, read_only, mutable = set(), set(), set(), set()
        for base in bases:
            if base is Generic:
                continue
            annotations.update(base.__dict__.get("__annotations__", {}))
            base_required = base.__dict__.get("__required_keys__", set())
            base_optional = base.__dict__.get("__optional_keys__", set())
            # What a later base says of a key counts.
            required = (required | base_required) - base_optional
            optional = (optional - base_required) | base_optional
            read_only |= base.__dict__.get("__readonly_keys__", set())
            mutable |= base.__dict__.get("__mutable_keys__", set())
        annotations.update(own)
        for key, kind in own.items():
            qualifiers = _key_qualifiers(kind)
            is_required = total
            if Required in qualifiers:
                is_required = True
            elif NotRequired in qualifiers:
                is_required = False
            (required if is_required else optional).add(key)
            (optional if is_required else required).discard(key)
            if ReadOnly not in qualifiers:
                mutable.add(key)
                read_only.discard(key)
            elif key in mutable:
                raise TypeError(f"Cannot override mutable key {key!r} with read-only key")
            else:
                read_only.add(key)
        made.__annotations__ = annotations
        made.__required_keys__ = frozenset(required)
        made.__optional_keys__ = frozenset(optional)
        made.__readonly_keys__ = frozenset(read_only)
        made.__mutable_keys__ = frozenset(mutable)
        made.__total__ = total
        return made

    __call__ = dict

    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")

    __instancecheck__ = __subclasscheck__


def TypedDict(typename, fields=_MISSING, /, *, total=True):
    """The type of dicts with known keys: a function, and the base of such classes."""
    namespace = {"__annotations__": {} if fields is _MISSING or fields is None else dict(fields)}
    module = _caller_module(1)
    if module is not None:
        namespace["__module__"] = module
    made = _TypedDictMeta(typename, (), namespace, total=total)
    made.__orig_bases__ = (TypedDict,)
    return made


_TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)


def is_typeddict(tp):
    """Whether `tp` is a class made with TypedDict."""
    return isinstance(tp, _TypedDictMeta)


class NewType:
    """A type that only a type checker tells apart from another."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition(".")[2]
        self.__supertype__ = tp
        self.__module__ = _caller_module(1)

    def __call__(self, value, /):
        return value

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __mro_entries__(self, bases):
        name = self.__name__

        class Refused:
            def __init_subclass__(cls):
                raise TypeError(
                    "Cannot subclass an instance of NewType. Perhaps you were looking for: "
                    f"`{cls.__name__} = NewType({cls.__name__!r}, {name})`"
                )

        return (Refused,)

    def __reduce__(self):
        return self.__qualname__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


# Inspection.

def get_origin(tp):
    """What is subscripted in `tp`: list for List[int], Union for Optional[int]."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_BaseGenericAlias, _GenericAlias_builtin, ParamSpecArgs, ParamSpecKwargs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    if isinstance(tp, _UnionType):
        return _UnionType
    return None


def get_args(tp):
    """The arguments in the brackets of `tp`."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__, *tp.__metadata__)
    if isinstance(tp, (_GenericAlias, _GenericAlias_builtin)):
        args = tp.__args__
        if tp.__origin__ is _abc.Callable and not (
            len(args) == 2 and _is_parameter_list(args[0])
        ):
            args = (list(args[:-1]), args[-1])
        return args
    if isinstance(tp, _UnionType):
        return tp.__args__
    return ()


def _strip(tp):
    """A type without Annotated, Required, NotRequired and ReadOnly, at any depth."""
    if isinstance(tp, _AnnotatedAlias):
        return _strip(tp.__origin__)
    if get_origin(tp) in (Required, NotRequired, ReadOnly):
        return _strip(tp.__args__[0])
    if isinstance(tp, (_GenericAlias, _GenericAlias_builtin, _UnionType)):
        stripped = tuple([_strip(arg) for arg in tp.__args__])
        if stripped == tp.__args__:
            return tp
        if isinstance(tp, _GenericAlias):
            return tp.copy_with(stripped)
        if isinstance(tp, _GenericAlias_builtin):
            return type(tp)(tp.__origin__, stripped)
        return Union[stripped]
    return tp


# Objects that may have annotations; without any they have no hints.
_ANNOTATED_TYPES = (
    _FunctionType, _MethodType, _ModuleType, type(len), type(object.__init__),
    type(object().__str__), type(str.join),
)


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations of a class, module or function, with strings evaluated."""
    if getattr(obj, "__no_type_check__", None):
        return {}
    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            if globalns is None:
                base_globals = getattr(sys.modules.get(base.__module__), "__dict__", {})
            else:
                base_globals = globalns
            annotations = base.__dict__.get("__annotations__", {})
            if isinstance(annotations, type(type.__dict__["__mro__"])):
                annotations = {}
            base_locals = dict(vars(base)) if localns is None else localns
            if localns is None and globalns is None:
                # The names of a class body come second here, as plain eval() has it.
                base_globals, base_locals = base_locals, base_globals
            type_params = base.__dict__.get("__type_params__", ())
            for name, value in annotations.items():
                if value is None:
                    value = _NoneType
                elif isinstance(value, str):
                    value = ForwardRef(value, is_argument=False, is_class=True)
                hints[name] = _evaluate(value, base_globals, base_locals, type_params)
    else:
        annotations = getattr(obj, "__annotations__", None)
        if annotations is None:
            if isinstance(obj, _ANNOTATED_TYPES):
                return {}
            raise TypeError(f"{obj!r} is not a module, class, method, or function.")
        if globalns is None:
            if isinstance(obj, _ModuleType):
                globalns = obj.__dict__
            else:
                innermost = obj
                while hasattr(innermost, "__wrapped__"):
                    innermost = innermost.__wrapped__
                globalns = getattr(innermost, "__globals__", {})
            if localns is None:
                localns = globalns
        elif localns is None:
            localns = globalns
        type_params = getattr(obj, "__type_params__", ())
        for name, value in annotations.items():
            if value is None:
                value = _NoneType
            elif isinstance(value, str):
                value = ForwardRef(value, is_argument=not isinstance(obj, _ModuleType))
            hints[name] = _evaluate(value, globalns, localns, type_params)
    if include_extras:
        return hints
    return {name: _strip(value) for name, value in hints.items()}


# Functions and decorators for type checkers.

def cast(typ, val):
    """Return `val`; a type checker takes it for a `typ`."""
    return val


def assert_type(val, typ, /):
    """Return `val`; a type checker makes sure that it is a `typ`."""
    return val


def assert_never(arg, /):
    """Fails when it is reached."""
    shown = repr(arg)
    if len(shown) > 100:
        shown = shown[:100] + "..."
    raise AssertionError(f"Expected code to be unreachable, but got: {shown}")


def reveal_type(obj, /):
    """Return `obj`, and print its type to stderr."""
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


def _mark(function, name, value):
    try:
        setattr(function, name, value)
    except (AttributeError, TypeError):
        # Objects without attributes stay unmarked.
        pass
    return function


def final(f):
    """Marks a method not to be overridden, or a class not to be subclassed."""
    return _mark(f, "__final__", True)


def override(method, /):
    """Marks a method that overrides one of a base class."""
    return _mark(method, "__override__", True)


def no_type_check(arg):
    """Marks a function or class whose annotations are not types."""
    if isinstance(arg, type):
        for value in arg.__dict__.values():
            if isinstance(value, _FunctionType):
                value.__no_type_check__ = True
            elif isinstance(value, (classmethod, staticmethod)):
                _mark(value.__func__, "__no_type_check__", True)
            elif isinstance(value, type) and value.__qualname__ == (
                f"{arg.__qualname__}.{value.__name__}"
            ):
                no_type_check(value)
    return _mark(arg, "__no_type_check__", True)


def no_type_check_decorator(decorator):
    """Makes a decorator apply no_type_check() too."""
    from functools import wraps

    @wraps(decorator)
    def wrapped(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))

    return wrapped


def dataclass_transform(
    *, eq_default=True, order_default=False, kw_only_default=False, frozen_default=False,
    field_specifiers=(), **kwargs,
):
    """Marks what makes classes behave like dataclasses."""
    def decorate(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {
            "eq_default": eq_default, "order_default": order_default,
            "kw_only_default": kw_only_default, "frozen_default": frozen_default,
            "field_specifiers": field_specifiers, "kwargs": kwargs,
        }
        return cls_or_fn

    return decorate


# Overloads by (module, qualified name) and line of definition.
_overloads = {}


def _overload_placeholder(*args, **kwds):
    raise NotImplementedError(
        "You should not call an overloaded function. "
        "A series of @overload-decorated functions "
        "outside a stub module should always be followed "
        "by an implementation that is not @overload-ed."
    )


def overload(func):
    """Declares one signature of a function; the implementation follows."""
    function = getattr(func, "__func__", func)
    try:
        key = (function.__module__, function.__qualname__)
        line = function.__code__.co_firstlineno
    except AttributeError:
        return _overload_placeholder
    _overloads.setdefault(key, {})[line] = func
    return _overload_placeholder


def get_overloads(func):
    """The overloads declared for a function, in order."""
    function = getattr(func, "__func__", func)
    return list(_overloads.get((function.__module__, function.__qualname__), {}).values())


def clear_overloads():
    """Forget all declared overloads."""
    _overloads.clear()


__all__ = sorted([
    name for name in (*globals(), *_LAZY_ALIASES, *_SUPPORTS)
    if not name.startswith("_")
    and name not in ("ABCMeta", "abstractmethod", "sys")
])
