"""Classes that hold data: their methods are generated from annotated fields."""

import sys

try:
    from _thread import get_ident as _get_ident
except ImportError:
    # Without threads there is one thread.
    def _get_ident():
        return 0

__all__ = [
    "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "asdict", "astuple",
    "dataclass", "field", "fields", "is_dataclass", "make_dataclass", "replace",
]

_MappingProxy = type(type.__dict__)
_GenericAlias = type(list[int])

_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"


class FrozenInstanceError(AttributeError):
    """An attribute of a frozen instance was assigned or deleted."""


class _MISSING_TYPE:
    pass


class _KW_ONLY_TYPE:
    pass


class _DefaultFactory:
    # The default that a parameter with a default factory shows.
    def __repr__(self):
        return "<factory>"


class _Kind:
    __slots__ = ("name",)

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


# Objects whose repr is being made, by thread: one that contains itself shows as "...".
_shown = set()

MISSING = _MISSING_TYPE()
KW_ONLY = _KW_ONLY_TYPE()
_HAS_DEFAULT_FACTORY = _DefaultFactory()
_FIELD = _Kind("_FIELD")
_FIELD_CLASSVAR = _Kind("_FIELD_CLASSVAR")
_FIELD_INITVAR = _Kind("_FIELD_INITVAR")
_EMPTY_METADATA = _MappingProxy({})


class InitVar:
    """Annotates a parameter of __init__ that goes to __post_init__ and is not stored."""

    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        held = self.type
        # `type` in this class body is the slot, hence the roundabout name.
        if isinstance(held, _KW_ONLY_TYPE.__class__) and not isinstance(held, _GenericAlias):
            text = held.__name__
        else:
            text = repr(held)
        return f"dataclasses.InitVar[{text}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """What a dataclass knows about one of its fields."""

    __slots__ = (
        "name", "type", "default", "default_factory", "repr", "hash", "init", "compare",
        "metadata", "kw_only", "_field_type",
    )

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _EMPTY_METADATA if metadata is None else _MappingProxy(metadata)
        self.kw_only = kw_only
        self._field_type = None

    def __repr__(self):
        key = id(self), _get_ident()
        if key in _shown:
            return "..."
        _shown.add(key)
        try:
            return self._text()
        finally:
            _shown.discard(key)

    def _text(self):
        return (
            f"Field(name={self.name!r},type={self.type!r},default={self.default!r},"
            f"default_factory={self.default_factory!r},init={self.init!r},"
            f"repr={self.repr!r},hash={self.hash!r},compare={self.compare!r},"
            f"metadata={self.metadata!r},kw_only={self.kw_only!r},"
            f"_field_type={self._field_type})"
        )

    def __set_name__(self, owner, name):
        # The Field stands in the class body where the default would, so a default
        # that is a descriptor learns its name here.
        hook = getattr(type(self.default), "__set_name__", None)
        if hook:
            hook(self.default, owner, name)

    __class_getitem__ = classmethod(_GenericAlias)


class _DataclassParams:
    __slots__ = (
        "init", "repr", "eq", "order", "unsafe_hash", "frozen", "match_args", "kw_only",
        "slots", "weakref_slot",
    )

    def __init__(self, *values):
        for name, value in zip(self.__slots__, values):
            setattr(self, name, value)

    def __repr__(self):
        shown = ",".join([f"{name}={getattr(self, name)!r}" for name in self.__slots__])
        return f"_DataclassParams({shown})"


def field(
    *, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None,
    compare=True, metadata=None, kw_only=MISSING,
):
    """Describe one field of a dataclass where its default value would stand."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def dataclass(
    cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False,
    frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False,
):
    """Add generated special methods to a class, as its annotations ask."""
    params = _DataclassParams(
        init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot
    )
    if cls is None:
        return lambda cls: _process(cls, params)
    return _process(cls, params)


def _process(cls, params):
    module = sys.modules.get(cls.__module__)
    all_fields = _inherited_fields(cls, params)
    own_fields = _own_fields(cls, params, module)
    for f in own_fields:
        all_fields[f.name] = f
        # The class attribute becomes the plain default, or goes away.
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in cls.__dict__.get("__annotations__", {}):
            raise TypeError(f"{name!r} is a field but has no type annotation")

    setattr(cls, _FIELDS, all_fields)
    setattr(cls, _PARAMS, params)
    if params.order and not params.eq:
        raise ValueError("eq must be true if order is true")

    positional = []
    keyword_only = []
    instance_fields = []
    for f in all_fields.values():
        if f._field_type is not _FIELD_CLASSVAR:
            (keyword_only if f.kw_only else positional).append(f)
            if f._field_type is _FIELD:
                instance_fields.append(f)

    _add_methods(cls, params, module, positional, keyword_only, instance_fields)
    _settle_hash(cls, params, instance_fields)
    if not getattr(cls, "__doc__"):
        cls.__doc__ = _describe_class(cls, positional, keyword_only)
    if params.match_args and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple([f.name for f in positional if f.init])
    if params.slots:
        cls = _with_slots(cls, params, all_fields, instance_fields)
    elif params.weakref_slot:
        raise TypeError("weakref_slot is True but slots is False")
    if hasattr(cls, "__abstractmethods__"):
        import abc

        abc.update_abstractmethods(cls)
    return cls


# Gathering the fields.

def _inherited_fields(cls, params):
    """The fields of the bases, in definition order; checks that frozenness agrees."""
    found = {}
    any_frozen = False
    all_frozen = None
    for base in reversed(cls.__mro__[1:]):
        base_fields = getattr(base, _FIELDS, None)
        if base_fields is None:
            continue
        found.update(base_fields)
        frozen = getattr(base, _PARAMS).frozen
        any_frozen = any_frozen or frozen
        all_frozen = frozen if all_frozen is None else all_frozen and frozen
    if any_frozen and not params.frozen:
        raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
    if all_frozen is False and params.frozen:
        raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    return found


def _own_fields(cls, params, module):
    found = []
    kw_only = params.kw_only
    seen_marker = False
    for name, annotation in cls.__dict__.get("__annotations__", {}).items():
        if annotation is KW_ONLY or (
            isinstance(annotation, str) and _names(annotation, cls, module, _is_kw_only_marker)
        ):
            if seen_marker:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            seen_marker = True
            kw_only = True
        else:
            found.append(_make_field(cls, name, annotation, kw_only, module))
    return found


def _make_field(cls, name, annotation, kw_only, module):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        if isinstance(default, type(Field.name)):
            # The member descriptor of a slot of the class itself is no default.
            default = MISSING
        f = Field(default, MISSING, True, True, None, True, None, MISSING)
    f.name = name
    f.type = annotation
    f._field_type = _kind_of(annotation, cls, module)

    if f._field_type is not _FIELD and f.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if f._field_type is _FIELD_CLASSVAR:
        if f.kw_only is not MISSING:
            raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    elif f.kw_only is MISSING:
        f.kw_only = kw_only
    if f._field_type is _FIELD and type(f.default).__hash__ is None:
        raise ValueError(
            f"mutable default {type(f.default)} for field {name} is not allowed: "
            "use default_factory"
        )
    return f


def _kind_of(annotation, cls, module):
    if isinstance(annotation, str):
        if _names(annotation, cls, module, _is_class_var):
            return _FIELD_CLASSVAR
        if _names(annotation, cls, module, _is_init_var):
            return _FIELD_INITVAR
    elif _is_class_var(annotation):
        return _FIELD_CLASSVAR
    elif _is_init_var(annotation):
        return _FIELD_INITVAR
    return _FIELD


def _is_class_var(annotation):
    # Whoever writes ClassVar has imported typing; nobody else should pay for it.
    typing = sys.modules.get("typing")
    if typing is None:
        return False
    class_var = typing.ClassVar
    return annotation is class_var or getattr(annotation, "__origin__", None) is class_var


def _is_init_var(annotation):
    return annotation is InitVar or type(annotation) is InitVar


def _is_kw_only_marker(annotation):
    return annotation is KW_ONLY


def _names(text, cls, module, is_marker):
    """Whether the name (`A` or `module.A`) that an annotation string starts with is a marker.

    The string is not evaluated, since it may name what does not exist yet.
    """
    name, rest = _leading_name(text)
    prefix = None
    if rest.startswith("."):
        prefix = name
        name, _ = _leading_name(rest[1:])
    if module is None:
        return False
    namespace = module.__dict__
    if prefix is not None:
        holder = namespace.get(prefix)
        if not isinstance(holder, type(sys)):
            return False
        namespace = holder.__dict__
    return is_marker(namespace.get(name))


def _leading_name(text):
    """The identifier that `text` starts with, and what stands behind it; no blanks around."""
    text = text.lstrip()
    end = 0
    while end < len(text) and (text[end].isalnum() or text[end] == "_"):
        end += 1
    return text[:end], text[end:].lstrip()


# Generating the methods. One function is compiled per class: it takes what the
# methods need as parameters, which are then closure variables, and returns them.

def _add_methods(cls, params, module, positional, keyword_only, instance_fields):
    lines = []
    names = []
    # Parameters of the factory. Their spelling keeps them apart from field names.
    bound = {}

    if params.init and "__init__" not in cls.__dict__:
        names.append("__init__")
        _write_init(cls, params, positional, keyword_only, lines, bound)
    else:
        # The check on the order of defaults does not depend on who writes __init__.
        if params.init:
            _check_default_order(positional)
    if params.repr and "__repr__" not in cls.__dict__:
        names.append("__repr__")
        _write_repr(instance_fields, lines, bound)
    compared = [f.name for f in instance_fields if f.compare]
    if params.eq and "__eq__" not in cls.__dict__:
        names.append("__eq__")
        _write_eq(compared, lines)
    if params.order:
        mine = _tuple_source("self", compared)
        theirs = _tuple_source("other", compared)
        for name, operator in _ORDER_OPERATORS:
            if name in cls.__dict__:
                raise TypeError(
                    f"Cannot overwrite attribute {name} in class {cls.__name__} "
                    "Consider using functools.total_ordering"
                )
            names.append(name)
            lines += [
                f" def {name}(self, other):",
                "  if other.__class__ is self.__class__:",
                f"   return {mine}{operator}{theirs}",
                "  return NotImplemented",
            ]
    if params.frozen:
        for name in ("__setattr__", "__delattr__"):
            if name in cls.__dict__:
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}")
            names.append(name)
        _write_frozen(cls, instance_fields, lines, bound)

    if names:
        source = "\n".join([
            f"def __dataclass_methods__({', '.join(bound)}):",
            *lines,
            f" return ({', '.join(names)},)",
        ])
        namespace = {}
        exec(source, {} if module is None else module.__dict__, namespace)
        for name, function in zip(names, namespace["__dataclass_methods__"](**bound)):
            function.__qualname__ = f"{cls.__qualname__}.{name}"
            if name == "__init__":
                function.__annotations__ = _init_annotations(positional, keyword_only)
            setattr(cls, name, function)
    if "__replace__" not in cls.__dict__:
        cls.__replace__ = _replace


_ORDER_OPERATORS = (("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">="))


def _init_annotations(positional, keyword_only):
    annotations = {f.name: f.type for f in positional if f.init}
    annotations.update({f.name: f.type for f in keyword_only if f.init})
    annotations["return"] = None
    return annotations


def _check_default_order(positional):
    seen_default = None
    for f in positional:
        if f.init:
            if f.default is not MISSING or f.default_factory is not MISSING:
                seen_default = f
            elif seen_default is not None:
                raise TypeError(
                    f"non-default argument {f.name!r} follows default argument "
                    f"{seen_default.name!r}"
                )


def _write_init(cls, params, positional, keyword_only, lines, bound):
    _check_default_order(positional)
    every = positional + keyword_only
    self_name = "self"
    if any([f.name == "self" for f in every]):
        self_name = "__dataclass_self__"
    body = []
    for f in every:
        value = _init_value(f, params, bound)
        if value is None or f._field_type is _FIELD_INITVAR:
            continue
        if params.frozen:
            bound["__dataclass_setattr__"] = object.__setattr__
            body.append(f"  __dataclass_setattr__({self_name},{f.name!r},{value})")
        else:
            body.append(f"  {self_name}.{f.name}={value}")
    if hasattr(cls, "__post_init__"):
        # In definition order, positional and keyword-only ones mixed.
        passed = ",".join([
            f.name for f in getattr(cls, _FIELDS).values()
            if f._field_type is _FIELD_INITVAR
        ])
        body.append(f"  {self_name}.__post_init__({passed})")
    parameters = [self_name]
    parameters += [_parameter(f) for f in positional if f.init]
    named = [_parameter(f) for f in keyword_only if f.init]
    if named:
        parameters += ["*", *named]
    lines.append(f" def __init__({','.join(parameters)}):")
    lines += body or ["  pass"]


def _parameter(f):
    if f.default is not MISSING:
        return f"{f.name}=__dataclass_default_{f.name}__"
    if f.default_factory is not MISSING:
        return f"{f.name}=__dataclass_factory__"
    return f.name


def _init_value(f, params, bound):
    """The expression that __init__ stores in a field, or None if it stores nothing."""
    default_name = f"__dataclass_default_{f.name}__"
    if f.default_factory is not MISSING:
        bound[default_name] = f.default_factory
        if not f.init:
            return f"{default_name}()"
        bound["__dataclass_factory__"] = _HAS_DEFAULT_FACTORY
        return f"{default_name}() if {f.name} is __dataclass_factory__ else {f.name}"
    if f.default is not MISSING:
        bound[default_name] = f.default
    if f.init:
        return f.name
    if params.slots and f.default is not MISSING:
        # With slots there is no class attribute to fall back to.
        return default_name
    return None


def _write_repr(instance_fields, lines, bound):
    bound["__dataclass_shown__"] = _shown
    bound["__dataclass_thread__"] = _get_ident
    shown = ", ".join([f"{f.name}={{self.{f.name}!r}}" for f in instance_fields if f.repr])
    lines += [
        " def __repr__(self):",
        "  key = id(self), __dataclass_thread__()",
        "  if key in __dataclass_shown__:",
        "   return '...'",
        "  __dataclass_shown__.add(key)",
        "  try:",
        f'   return f"{{self.__class__.__qualname__}}({shown})"',
        "  finally:",
        "   __dataclass_shown__.discard(key)",
    ]


def _write_eq(compared, lines):
    terms = " and ".join([f"self.{name}==other.{name}" for name in compared]) or "True"
    lines += [
        " def __eq__(self, other):",
        "  if self is other:",
        "   return True",
        "  if other.__class__ is self.__class__:",
        f"   return {terms}",
        "  return NotImplemented",
    ]


def _write_frozen(cls, instance_fields, lines, bound):
    bound["__dataclass_class__"] = cls
    bound["__dataclass_names__"] = frozenset([f.name for f in instance_fields])
    bound["__dataclass_error__"] = FrozenInstanceError
    for name, parameters, act in (
        ("__setattr__", "name, value", "assign to"),
        ("__delattr__", "name", "delete"),
    ):
        lines += [
            f" def {name}(self, {parameters}):",
            "  if type(self) is __dataclass_class__ or name in __dataclass_names__:",
            f'   raise __dataclass_error__(f"cannot {act} field {{name!r}}")',
            f"  super(__dataclass_class__, self).{name}({parameters})",
        ]


def _tuple_source(owner, names):
    return "(" + "".join([f"{owner}.{name}," for name in names]) + ")"


def _settle_hash(cls, params, instance_fields):
    defined = cls.__dict__.get("__hash__", MISSING)
    # A class with its own __eq__ has had __hash__ set to None, which nobody wrote.
    explicit = defined is not MISSING and not (
        defined is None and "__eq__" in cls.__dict__
    )
    if params.unsafe_hash:
        if explicit:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    elif explicit or not params.eq:
        return
    elif not params.frozen:
        cls.__hash__ = None
        return
    hashed = [f.name for f in instance_fields if (f.compare if f.hash is None else f.hash)]
    namespace = {}
    module = sys.modules.get(cls.__module__)
    exec(
        f"def __hash__(self):\n return hash({_tuple_source('self', hashed)})",
        {} if module is None else module.__dict__,
        namespace,
    )
    function = namespace["__hash__"]
    function.__qualname__ = f"{cls.__qualname__}.__hash__"
    cls.__hash__ = function


def _describe_class(cls, positional, keyword_only):
    """The signature of the class, which serves as its documentation."""
    if type(cls).__call__ is not type.__call__ or not getattr(cls, _PARAMS).init:
        import inspect

        try:
            return cls.__name__ + str(inspect.signature(cls)).replace(" -> None", "")
        except (TypeError, ValueError):
            return cls.__name__
    parameters = [_describe_parameter(f) for f in positional if f.init]
    named = [_describe_parameter(f) for f in keyword_only if f.init]
    if named:
        parameters += ["*", *named]
    return f"{cls.__name__}({', '.join(parameters)})"


def _describe_parameter(f):
    kind = f.type
    if isinstance(kind, type) and not isinstance(kind, _GenericAlias):
        text = kind.__qualname__
        if kind.__module__ != "builtins":
            text = f"{kind.__module__}.{text}"
    elif getattr(kind, "__module__", None) == "typing":
        text = repr(kind).replace("typing.", "")
    else:
        text = repr(kind)
    if f.default is not MISSING:
        return f"{f.name}: {text} = {f.default!r}"
    if f.default_factory is not MISSING:
        return f"{f.name}: {text} = {_HAS_DEFAULT_FACTORY!r}"
    return f"{f.name}: {text}"


# slots=True needs a new class, since __slots__ only counts at creation.

def _with_slots(cls, params, all_fields, instance_fields):
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    names = [f.name for f in instance_fields]
    inherited = set()
    for base in cls.__mro__[1:-1]:
        inherited.update(_slots_of(base))
    slots = [name for name in names if name not in inherited]
    if params.weakref_slot and "__weakref__" not in inherited:
        slots.append("__weakref__")
    namespace = dict(cls.__dict__)
    namespace["__slots__"] = tuple(slots)
    for name in names:
        # The default lives in __init__ now; a class attribute would hide the slot.
        namespace.pop(name, None)
    namespace.pop("__dict__", None)
    namespace.pop("__weakref__", None)
    made = type(cls)(cls.__name__, cls.__bases__, namespace)
    made.__qualname__ = cls.__qualname__
    if params.frozen:
        if "__getstate__" not in namespace:
            made.__getstate__ = _dataclass_getstate
        if "__setstate__" not in namespace:
            made.__setstate__ = _dataclass_setstate
    return made


def _slots_of(cls):
    slots = cls.__dict__.get("__slots__")
    if slots is None:
        # A class without __slots__ gives its instances both of these.
        return [
            name for name, offset in (
                ("__dict__", "__dictoffset__"), ("__weakref__", "__weakrefoffset__"),
            )
            if getattr(cls, offset, 0)
        ]
    if isinstance(slots, str):
        return [slots]
    if hasattr(slots, "__next__"):
        raise TypeError(f"Slots of '{cls.__name__}' cannot be determined")
    return slots


def _dataclass_getstate(self):
    return [getattr(self, f.name) for f in fields(self)]


def _dataclass_setstate(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)


# Functions on dataclasses and their instances.

def fields(class_or_instance):
    """The fields of a dataclass or of an instance, as a tuple of Field objects."""
    found = getattr(class_or_instance, _FIELDS, None)
    if found is None:
        raise TypeError("must be called with a dataclass type or instance")
    return tuple([f for f in found.values() if f._field_type is _FIELD])


def is_dataclass(obj):
    """Whether `obj` is a dataclass or an instance of one."""
    cls = obj if isinstance(obj, type) else type(obj)
    return hasattr(cls, _FIELDS)


def asdict(obj, *, dict_factory=dict):
    """The fields of an instance as a dict, recursively; other values are deep copies."""
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    return _convert(obj, dict_factory, True)


def astuple(obj, *, tuple_factory=tuple):
    """The fields of an instance as a tuple, recursively; other values are deep copies."""
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")
    return _convert(obj, tuple_factory, False)


def _is_instance(obj):
    return hasattr(type(obj), _FIELDS)


# Values that need no copy, because nothing can change them.
_ATOMIC = frozenset([
    int, str, float, bool, type(None), bytes, complex, type(...), type(NotImplemented), range,
    type, type(len), type(fields), property, type(fields.__code__),
])


def _convert(value, factory, with_names):
    kind = type(value)
    if kind in _ATOMIC:
        return value
    if hasattr(kind, _FIELDS):
        parts = [
            (f.name, _convert(getattr(value, f.name), factory, with_names))
            if with_names
            else _convert(getattr(value, f.name), factory, with_names)
            for f in fields(value)
        ]
        return factory(parts)
    if kind is list:
        return [_convert(item, factory, with_names) for item in value]
    if kind is dict:
        return {
            _convert(key, factory, with_names): _convert(item, factory, with_names)
            for key, item in value.items()
        }
    if issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return kind(*[_convert(item, factory, with_names) for item in value])
    if issubclass(kind, (list, tuple)):
        return kind([_convert(item, factory, with_names) for item in value])
    if issubclass(kind, dict):
        pairs = [
            (_convert(key, factory, with_names), _convert(item, factory, with_names))
            for key, item in value.items()
        ]
        if hasattr(kind, "default_factory"):
            # defaultdict takes its factory first.
            made = kind(value.default_factory)
            for key, item in pairs:
                made[key] = item
            return made
        return kind(pairs)
    from copy import deepcopy

    return deepcopy(value)


def replace(obj, /, **changes):
    """A copy of an instance with some fields changed."""
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    return _replace(obj, **changes)


def _replace(self, /, **changes):
    for f in getattr(self, _FIELDS).values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise TypeError(
                    f"field {f.name} is declared with init=False, "
                    "it cannot be specified with replace()"
                )
            continue
        if f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise TypeError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(self, f.name)
    return self.__class__(**changes)


def make_dataclass(
    cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True,
    order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False,
    slots=False, weakref_slot=False, module=None,
):
    """Create a dataclass from names, (name, type) pairs and (name, type, field) triples."""
    import keyword
    from types import new_class

    annotations = {}
    defaults = {}
    for item in fields:
        if isinstance(item, str):
            name, annotation = item, "typing.Any"
        elif len(item) == 2:
            name, annotation = item
        elif len(item) == 3:
            name, annotation, defaults[item[0]] = item
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if keyword.iskeyword(name):
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = annotation

    def fill(body):
        if namespace is not None:
            body.update(namespace)
        body.update(defaults)
        body["__annotations__"] = annotations

    cls = new_class(cls_name, bases, {}, fill)
    if module is None:
        try:
            module = sys._getframe(1).f_globals.get("__name__", "__main__")
        except (AttributeError, ValueError):
            pass
    if module is not None:
        cls.__module__ = module
    return dataclass(
        cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash,
        frozen=frozen, match_args=match_args, kw_only=kw_only, slots=slots,
        weakref_slot=weakref_slot,
    )
