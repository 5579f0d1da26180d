"""Enumerations: classes whose instances are a fixed set of named constants."""

import sys
from types import DynamicClassAttribute

__all__ = [
    "CONFORM", "CONTINUOUS", "EJECT", "Enum", "EnumCheck", "EnumDict", "EnumMeta",
    "EnumType", "Flag", "FlagBoundary", "IntEnum", "IntFlag", "KEEP", "NAMED_FLAGS",
    "ReprEnum", "STRICT", "StrEnum", "UNIQUE", "auto", "global_enum", "global_enum_repr",
    "global_flag_repr", "global_str", "member", "nonmember", "pickle_by_enum_name",
    "pickle_by_global_name", "property", "unique", "verify",
]

_builtin_property = property
_MappingProxy = type(type.__dict__)

# The classes that EnumType treats apart; None until each is defined below.
Enum = Flag = ReprEnum = EJECT = KEEP = STRICT = CONFORM = None

_not_given = object()


class nonmember:
    """Marks a value of an enum body that is to stay a plain attribute."""

    def __init__(self, value):
        self.value = value


class member:
    """Marks a value of an enum body that is to be a member, whatever it is."""

    def __init__(self, value):
        self.value = value


class _AutoNull:
    def __repr__(self):
        return "_auto_null"


_auto_null = _AutoNull()


class auto:
    """Stands for the value that _generate_next_value_ gives."""

    def __init__(self, value=_auto_null):
        self.value = value

    def __repr__(self):
        return f"auto({self.value!r})"


class property(DynamicClassAttribute):
    """A property of members that leaves its name free for a member of the class."""

    member = None

    def __set_name__(self, ownerclass, name):
        self.name = name
        self.clsname = ownerclass.__name__

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.member is not None:
                return self.member
            found = ownerclass._member_map_.get(self.name)
            if found is None:
                raise AttributeError(f"{ownerclass!r} has no attribute {self.name!r}")
            return found
        if self.fget is not None:
            return self.fget(instance)
        raise AttributeError(f"{ownerclass!r} member has no attribute {self.name!r}")

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError(
                f"<enum {self.clsname!r}> cannot set attribute {self.name!r}"
            )
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError(
                f"<enum {self.clsname!r}> cannot delete attribute {self.name!r}"
            )
        self.fdel(instance)


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" != name[-3]


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" != name[-2]


def _is_private(cls_name, name):
    prefix = f"_{cls_name}__"
    return len(name) > len(prefix) and name.startswith(prefix) and not name.endswith("__")


def _is_descriptor(value):
    return hasattr(value, "__get__") or hasattr(value, "__set__") or hasattr(value, "__delete__")


def _is_own_class(cls_name, value):
    return isinstance(value, type) and value.__qualname__.endswith(
        f"{cls_name}.{value.__name__}"
    )


_HOOKS = frozenset([
    "_order_", "_generate_next_value_", "_numeric_repr_", "_missing_", "_ignore_",
    "_iter_member_", "_iter_member_by_value_", "_iter_member_by_def_", "_add_alias_",
    "_add_value_alias_",
])


class EnumDict(dict):
    """The namespace of an enum body: keeps the members in order, refuses duplicates."""

    def __init__(self, cls_name=None):
        super().__init__()
        # A dict, for the order and the quick look-up.
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._auto_called = False
        self._cls_name = cls_name
        self._generate_next_value = None

    @_builtin_property
    def member_names(self):
        return list(self._member_names)

    def __setitem__(self, key, value):
        if self._cls_name is not None and _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            value = self._accept_hook(key, value)
        elif _is_dunder(key):
            if key == "__order__":
                key = "_order_"
        elif key in self._member_names:
            raise TypeError(f"{key!r} already defined as {self[key]!r}")
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif isinstance(value, member) or not (
            _is_descriptor(value)
            or self._cls_name is not None and _is_own_class(self._cls_name, value)
        ):
            if key in self:
                raise TypeError(f"{key!r} already defined as {self[key]!r}")
            if isinstance(value, member):
                value = value.value
                self._last_values.append(value)
            else:
                value = self._resolve_auto(key, value)
            self._member_names[key] = None
        super().__setitem__(key, value)

    def _accept_hook(self, key, value):
        if key not in _HOOKS:
            raise ValueError(
                f"_sunder_ names, such as {key!r}, are reserved for future Enum use"
            )
        if key == "_generate_next_value_":
            if self._auto_called:
                raise TypeError("_generate_next_value_ must be defined before members")
            function = value.__func__ if isinstance(value, staticmethod) else value
            self._generate_next_value = function
            return staticmethod(function)
        if key == "_ignore_":
            value = value.replace(",", " ").split() if isinstance(value, str) else list(value)
            self._ignore = value
            already = set(value) & set(self._member_names)
            if already:
                raise ValueError(f"_ignore_ cannot specify already set names: {already!r}")
        return value

    def _resolve_auto(self, key, value):
        if isinstance(value, auto):
            return self._auto_value(key, value)
        if isinstance(value, tuple) and any([isinstance(part, auto) for part in value]):
            parts = [
                self._auto_value(key, part) if isinstance(part, auto) else part
                for part in value
            ]
            return type(value)(*parts) if hasattr(value, "_fields") else type(value)(parts)
        self._last_values.append(value)
        return value

    def _auto_value(self, key, marker):
        if marker.value is _auto_null:
            self._auto_called = True
            marker.value = self._generate_next_value(
                key, 1, len(self._member_names), self._last_values[:]
            )
        # The next auto() goes on from this number, not from a tuple around it.
        self._last_values.append(marker.value)
        return marker.value

    def update(self, members=(), **more_members):
        """Add members from a mapping or from pairs, with the checks of assignment."""
        pairs = members.items() if hasattr(members, "keys") else members
        for name, value in pairs:
            self[name] = value
        for name, value in more_members.items():
            self[name] = value


_EnumDict = EnumDict


class _MemberBuilder:
    """Creates the members while type.__new__ runs.

    It stands in the namespace of the new class, so that its __set_name__ is called
    when the class exists and before __init_subclass__, which may use the members.
    """

    def __init__(self, values):
        self.values = values

    def __set_name__(self, cls, name):
        type.__delattr__(cls, name)
        for member_name, value in self.values.items():
            _add_new_member(cls, member_name, value)


_BUILDER_NAME = "_member_builder_"


def _add_new_member(cls, name, value):
    args = value if isinstance(value, tuple) else (value,)
    data_type = cls._member_type_
    if data_type is tuple:
        args = (args,)
    if cls._use_args_:
        made = cls._new_member_(cls, *args)
    else:
        made = cls._new_member_(cls)
    if not hasattr(made, "_value_"):
        if data_type is object:
            made._value_ = value
        else:
            try:
                made._value_ = data_type(*args)
            except Exception as cause:
                error = TypeError("_value_ not set in __new__, unable to create it")
                error.__cause__ = None
                raise error from cause
    value = made._value_
    made._name_ = name
    made.__objclass__ = cls
    made.__init__(*args)
    made._sort_order_ = len(cls._member_names_)

    if Flag is None or not issubclass(cls, Flag):
        single = True
    elif isinstance(value, int):
        single = value > 0 and value & (value - 1) == 0
        cls._flag_mask_ |= value
        if single:
            cls._singles_mask_ |= value
        cls._all_bits_ = (1 << cls._flag_mask_.bit_length()) - 1
    else:
        single = False

    existing = _find_by_value(cls, value)
    if existing is not None:
        made = existing
    elif single:
        # A flag of no bit or of several is an alias: iteration leaves it out.
        cls._member_names_.append(name)
    cls._add_member_(name, made)
    try:
        cls._value2member_map_.setdefault(value, made)
    except TypeError:
        if existing is None:
            cls._unhashable_values_.append((value, made))


def _find_by_value(cls, value):
    try:
        return cls._value2member_map_.get(value)
    except TypeError:
        for known, found in cls._unhashable_values_:
            if known == value:
                return found
    return None


class EnumType(type):
    """Metaclass of enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        if Enum is None:
            return {}
        _refuse_extension(cls, bases)
        namespace = EnumDict(cls)
        _, first_enum = _find_types(cls, bases)
        if first_enum is not None:
            generate = first_enum._generate_next_value_
            dict.__setitem__(namespace, "_generate_next_value_", staticmethod(generate))
            namespace._generate_next_value = generate
        return namespace

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        if Enum is None:
            return super().__new__(metacls, cls, bases, dict(classdict), **kwds)

        names = list(classdict._member_names)
        invalid = [name for name in names if name in ("mro", "")]
        if invalid:
            raise ValueError(
                "invalid enum member name(s) " + ",".join([repr(name) for name in invalid])
            )
        namespace = dict(classdict)
        for name in namespace.pop("_ignore_", ()):
            namespace.pop(name, None)
        order = namespace.pop("_order_", None)
        values = {name: namespace.pop(name) for name in names}

        data_type, first_enum = _find_types(cls, bases)
        new, save_new, use_args = _find_new(namespace, data_type, first_enum)
        namespace["_new_member_"] = staticmethod(new)
        if save_new:
            namespace["__new_member__"] = namespace.pop("__new__")
        namespace["_use_args_"] = use_args
        namespace["_member_names_"] = []
        namespace["_member_map_"] = {}
        namespace["_value2member_map_"] = {}
        namespace["_unhashable_values_"] = []
        namespace["_member_type_"] = data_type
        namespace["_value_repr_"] = _find_value_repr(cls, bases)
        if Flag is not None and any([issubclass(base, Flag) for base in bases]):
            namespace["_flag_mask_"] = 0
            namespace["_singles_mask_"] = 0
            namespace["_all_bits_"] = 0
            namespace["_boundary_"] = boundary or getattr(first_enum, "_boundary_", None)
            for name in _FLAG_OPERATORS:
                # Ahead of those of int, which would give plain numbers.
                if name not in namespace:
                    namespace[name] = getattr(first_enum, name)
        for name in ("name", "value"):
            if name in values:
                namespace[name] = _Redirect(Enum.__dict__[name])
        _choose_text_methods(namespace, bases, data_type, first_enum)
        namespace[_BUILDER_NAME] = _MemberBuilder(values)

        try:
            made = super().__new__(metacls, cls, bases, namespace, **kwds)
        except Exception as error:
            # The note that type.__new__ adds speaks of the builder, not of the enum.
            notes = getattr(error, "__notes__", None)
            if notes and _BUILDER_NAME in notes[-1]:
                notes.pop()
                if not notes:
                    del error.__notes__
            raise
        made.__new__ = Enum.__new__

        if order is not None:
            _check_order(made, order)
        if Flag is not None and issubclass(made, Flag):
            defined = [one._value_ for one in made]
            if defined != sorted(defined):
                made._iter_member_ = made._iter_member_by_def_
        return made

    def __bool__(cls):
        return True

    def __call__(
        cls, value=_not_given, names=_not_given, *values, module=None, qualname=None,
        type=None, start=1, boundary=None,
    ):
        """The member with this value; or a new enumeration, when this one has no members."""
        if value is _not_given:
            raise TypeError("EnumType.__call__() missing 1 required positional argument: 'value'")
        if cls._member_map_:
            if names is not _not_given:
                value = (value, names) + values
            if value.__class__ is cls:
                return value
            try:
                return cls._value2member_map_[value]
            except (KeyError, TypeError):
                pass
            return Enum.__new__(cls, value)
        if names is _not_given and type is None:
            raise TypeError(
                f"{cls} has no members; specify `names=()` if you meant to create a new, "
                "empty, enum"
            )
        if module is None:
            try:
                module = sys._getframe(1).f_globals.get("__name__")
            except (AttributeError, ValueError):
                pass
        return cls._create_(
            value, None if names is _not_given else names, module=module,
            qualname=qualname, type=type, start=start, boundary=boundary,
        )

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        return _find_by_value(cls, value) is not None

    def __delattr__(cls, attr):
        if attr in cls.__dict__.get("_member_map_", ()):
            raise AttributeError(f"{cls.__name__!r} cannot delete member {attr!r}.")
        super().__delattr__(attr)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", ()):
            raise AttributeError(f"cannot reassign member {name!r}")
        super().__setattr__(name, value)

    def __dir__(cls):
        shown = {
            "__class__", "__contains__", "__doc__", "__getitem__", "__iter__", "__len__",
            "__members__", "__module__", "__name__", "__qualname__", *cls._member_names_,
        }
        if cls._new_member_ is not object.__new__:
            shown.add("__new__")
        if cls.__init_subclass__ is not object.__init_subclass__:
            shown.add("__init_subclass__")
        if cls._member_type_ is not object:
            shown.update(dir(cls._member_type_))
        return sorted(shown)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        members = cls._member_map_
        return (members[name] for name in cls._member_names_)

    def __reversed__(cls):
        members = cls._member_map_
        return (members[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    @_builtin_property
    def __members__(cls):
        """A read-only mapping of all names, aliases included, to members."""
        return _MappingProxy(cls._member_map_)

    def __repr__(cls):
        if Flag is not None and issubclass(cls, Flag):
            return f"<flag {cls.__name__!r}>"
        return f"<enum {cls.__name__!r}>"

    # `name` and `value` are plain properties of members, for speed. On the class
    # they are not attributes at all, unless a member or a subclass takes the name.

    @_builtin_property
    def name(cls):
        return _class_attribute(cls, "name")

    @_builtin_property
    def value(cls):
        return _class_attribute(cls, "value")

    def _create_(
        cls, class_name, names, *, module=None, qualname=None, type=None, start=1,
        boundary=None,
    ):
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        namespace = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        elif names is None:
            names = ()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            generated = []
            last_values = []
            for count, name in enumerate(names):
                value = cls._generate_next_value_(name, start, count, last_values[:])
                last_values.append(value)
                generated.append((name, value))
            names = generated
        for item in names:
            if isinstance(item, str):
                namespace[item] = names[item]
            else:
                name, value = item
                namespace[name] = value
        if module is not None:
            namespace["__module__"] = module
        if qualname is not None:
            namespace["__qualname__"] = qualname
        return metacls.__new__(metacls, class_name, bases, namespace, boundary=boundary)

    def _convert_(cls, name, module, filter, source=None, *, boundary=None, as_global=False):
        """Make an enumeration of the constants of a module that `filter` accepts."""
        namespace = sys.modules[module].__dict__
        origin = namespace if source is None else source.__dict__
        found = [(key, value) for key, value in origin.items() if filter(key)]
        try:
            found.sort(key=lambda pair: (pair[1], pair[0]))
        except TypeError:
            found.sort(key=lambda pair: pair[0])
        made = cls(name, found, module=module, boundary=boundary or KEEP)
        if as_global:
            global_enum(made)
        else:
            namespace.update(made.__members__)
        namespace[name] = made
        return made

    def _add_member_(cls, name, found):
        if name in cls._member_map_:
            if cls._member_map_[name] is not found:
                raise NameError(f"{name!r} is already bound: {cls._member_map_[name]!r}")
            return
        if name not in cls.__dict__:
            inherited = None
            for base in cls.__mro__[1:]:
                if name in base.__dict__:
                    inherited = base.__dict__[name]
                    break
            if hasattr(type(inherited), "__get__"):
                # Members go on having the attribute, the class has the member.
                inherited = _Redirect(inherited)
                inherited.__set_name__(cls, name)
                type.__setattr__(cls, name, inherited)
            else:
                type.__setattr__(cls, name, found)
        cls._member_map_[name] = found

    def _get_mixins_(cls, class_name, bases):
        return _find_types(class_name, bases)


EnumMeta = EnumType


class _Redirect(property):
    """Stands for a member whose name is also that of an attribute of members."""

    def __init__(self, attribute):
        super().__init__()
        self.attribute = attribute

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            return super().__get__(None, ownerclass)
        return type(self.attribute).__get__(self.attribute, instance, ownerclass)

    def __set__(self, instance, value):
        if hasattr(type(self.attribute), "__set__"):
            type(self.attribute).__set__(self.attribute, instance, value)
        else:
            super().__set__(instance, value)


def _class_attribute(cls, name):
    for ancestor in cls.__mro__:
        if name in ancestor.__dict__:
            if ancestor is Enum:
                break
            found = ancestor.__dict__[name]
            bind = getattr(type(found), "__get__", None)
            return found if bind is None else bind(found, None, cls)
    raise AttributeError(f"{cls!r} has no attribute {name!r}")


def _refuse_extension(name, bases):
    for chain in bases:
        for base in chain.__mro__:
            if isinstance(base, EnumType) and base._member_names_:
                raise TypeError(f"<enum {name!r}> cannot extend {base!r}")


def _find_types(name, bases):
    """The type that the values are of (object if any), and the enum among the bases."""
    if not bases or Enum is None:
        return object, None
    first_enum = bases[-1]
    if not isinstance(first_enum, EnumType):
        raise TypeError(
            "new enumerations should be created as "
            "`EnumName([mixin_type, ...] [data_type,] enum_type)`"
        )
    found = []
    for chain in bases:
        candidate = None
        for base in chain.__mro__:
            if base is object:
                continue
            if isinstance(base, EnumType):
                if base._member_type_ is not object:
                    found.append(base._member_type_)
                    break
            elif "__new__" in base.__dict__ or "__dataclass_fields__" in base.__dict__:
                found.append(candidate or base)
                break
            else:
                candidate = candidate or base
    distinct = set(found)
    if len(distinct) > 1:
        raise TypeError(f"too many data types for {name!r}: {distinct!r}")
    return found[0] if found else object, first_enum


def _find_new(namespace, data_type, first_enum):
    """The __new__ for members, whether to keep it, whether it takes the values."""
    new = namespace.get("__new__")
    if new is not None:
        if isinstance(new, staticmethod):
            new = new.__func__
        return new, first_enum is not None, True
    for attribute in ("__new_member__", "__new__"):
        for holder in (data_type, first_enum):
            new = getattr(holder, attribute, None)
            if new is not None and new is not object.__new__ and new is not Enum.__new__:
                return new, False, True
    return object.__new__, False, False


def _find_value_repr(name, bases):
    """How the repr of a member shows its value."""
    for chain in bases:
        for base in chain.__mro__:
            if base is object:
                continue
            if isinstance(base, EnumType):
                # None of Enum itself still means: no data type has been seen.
                if base._value_repr_ is not None:
                    return base._value_repr_
            elif "__repr__" in base.__dict__:
                if "__dataclass_fields__" in base.__dict__ and base.__dict__[
                    "__dataclass_params__"
                ].repr:
                    return _dataclass_repr
                return base.__dict__["__repr__"]
    return None


def _dataclass_repr(self):
    return ", ".join([
        f"{name}={getattr(self, name)!r}"
        for name, field in self.__dataclass_fields__.items() if field.repr
    ])


def _choose_text_methods(namespace, bases, data_type, first_enum):
    """Decide whose __repr__, __str__, __format__ and __reduce_ex__ the members have."""
    if ReprEnum is not None and ReprEnum in bases:
        # The members look like their values everywhere but in repr().
        namespace.setdefault("__format__", data_type.__format__)
        own_str = data_type.__str__
        if own_str is object.__str__:
            own_str = data_type.__repr__
        namespace.setdefault("__str__", own_str)
    for name in ("__repr__", "__str__", "__format__", "__reduce_ex__"):
        if name in namespace:
            continue
        found = None
        for chain in bases:
            found = getattr(chain, name)
            if found is not getattr(object, name):
                break
        # A data type's own method gives way to the enum's; a plain mixin's stays.
        if found is getattr(data_type, name) or found is getattr(object, name):
            namespace[name] = getattr(first_enum, name)


def _check_order(cls, order):
    if isinstance(order, str):
        order = order.replace(",", " ").split()
    expected = [
        name for name in order
        if name in cls._member_map_ and (
            not (Flag is not None and issubclass(cls, Flag)) or name in cls._member_names_
        ) and cls._member_map_[name]._name_ == name
    ] if all([name in cls._member_map_ for name in order]) else list(order)
    if cls._member_names_ != expected:
        raise TypeError(
            "member order does not match _order_:\n"
            f"  {cls._member_names_!r}\n  {expected!r}"
        )


class Enum(metaclass=EnumType):
    """Base class of enumerations."""

    _member_names_ = []
    _member_map_ = {}
    _value2member_map_ = {}
    _unhashable_values_ = []
    _member_type_ = object
    _value_repr_ = None
    _use_args_ = False
    _new_member_ = staticmethod(object.__new__)

    def __new__(cls, value):
        # Called for an existing enumeration only: members are made by _new_member_.
        if type(value) is cls:
            return value
        found = _find_by_value(cls, value)
        if found is not None:
            return found
        if not cls._member_map_:
            if "__new__" not in cls.__dict__:
                # The class is still being made, and its own __new__ has come here.
                raise TypeError(
                    "do not use `super().__new__; call the appropriate __new__ directly"
                )
            raise TypeError(f"{cls!r} has no members defined")
        try:
            found = cls._missing_(value)
        except Exception as error:
            if isinstance(error, ValueError) and error.__context__ is None:
                raise
            error.__context__ = _no_such_value(cls, value)
            raise
        if isinstance(found, cls):
            return found
        if (
            Flag is not None and issubclass(cls, Flag) and cls._boundary_ is EJECT
            and isinstance(found, int)
        ):
            return found
        unknown = _no_such_value(cls, value)
        if found is None:
            raise unknown
        error = TypeError(
            f"error in {cls.__name__}._missing_: returned {found!r} "
            "instead of None or a valid member"
        )
        error.__context__ = unknown
        raise error

    def __init__(self, *args, **kwds):
        pass

    def _add_alias_(self, name):
        """Let `name` stand for this member too."""
        self.__class__._add_member_(name, self)

    def _add_value_alias_(self, value):
        """Let `value` find this member too."""
        cls = self.__class__
        found = _find_by_value(cls, value)
        if found is not None:
            if found is not self:
                raise ValueError(f"{value!r} is already bound: {found!r}")
            return
        try:
            cls._value2member_map_[value] = self
        except TypeError:
            cls._unhashable_values_.append((value, self))

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """The value of an auto() member: one more than the highest so far."""
        if not last_values:
            return start
        try:
            last = sorted(last_values).pop()
        except TypeError:
            raise TypeError("unable to sort non-numeric values") from None
        try:
            return last + 1
        except TypeError:
            raise TypeError(f"unable to increment {last!r}") from None

    @classmethod
    def _missing_(cls, value):
        """Called for a value that no member has; may return a member."""
        return None

    def __repr__(self):
        show = self.__class__._value_repr_ or repr
        return f"<{self.__class__.__name__}.{self._name_}: {show(self._value_)}>"

    def __str__(self):
        return f"{self.__class__.__name__}.{self._name_}"

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __dir__(self):
        shown = {"__class__", "__doc__", "__eq__", "__hash__", "__module__"}
        if self.__class__._member_type_ is not object:
            shown.update(object.__dir__(self))
        shown.update([name for name in getattr(self, "__dict__", ()) if name[0] != "_"])
        for cls in self.__class__.__mro__:
            for name, attribute in cls.__dict__.items():
                if name[0] == "_":
                    continue
                if isinstance(attribute, (_builtin_property, DynamicClassAttribute)):
                    shown.add(name)
                elif name not in self._member_map_ and cls is not object:
                    shown.add(name)
        return sorted(shown)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self

    def _refuse_set(self, value):
        raise AttributeError("<enum 'Enum'> cannot set attribute 'value'")

    def _refuse_set_name(self, value):
        raise AttributeError("<enum 'Enum'> cannot set attribute 'name'")

    name = _builtin_property(lambda self: self._name_, _refuse_set_name, None, "The name of the member.")
    value = _builtin_property(lambda self: self._value_, _refuse_set, None, "The value of the member.")

    del _refuse_set, _refuse_set_name


def _no_such_value(cls, value):
    return ValueError(f"{value!r} is not a valid {cls.__qualname__}")


class ReprEnum(Enum):
    """Changes only the repr of the data type; str() and format() stay those of the value."""


class IntEnum(int, ReprEnum):
    """Members are integers too."""


class StrEnum(str, ReprEnum):
    """Members are strings too; auto() gives the name in lower case."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f"too many arguments for str(): {values!r}")
        for value, role in zip(values, ("", "encoding", "errors")):
            if not isinstance(value, str) and not (role == "" and len(values) > 1):
                if role:
                    raise TypeError(f"{role} must be a string, not {value!r}")
                raise TypeError(f"{value!r} is not a string")
        text = str(*values)
        made = str.__new__(cls, text)
        made._value_ = text
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


def pickle_by_global_name(self, proto):
    """A __reduce_ex__ for members that are also names of their module."""
    return self.name


def pickle_by_enum_name(self, proto):
    """A __reduce_ex__ that finds the member by its name."""
    return getattr, (self.__class__, self._name_)


class FlagBoundary(StrEnum):
    """What a flag does with a value that has bits no member has."""

    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


def _bits_text(number, width):
    """`number` in two's complement, with the sign bit apart: 0b0 1010."""
    digits = number.bit_length()
    shown = format(number & ((1 << digits) - 1), f"0{digits}b") if digits else ""
    sign = "1" if number < 0 else "0"
    return f"0b{sign} {shown.rjust(width, sign)}"


_FLAG_OPERATORS = (
    "__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__",
)


class Flag(Enum, boundary=STRICT):
    """Members are bits that can be combined with |, &, ^ and ~."""

    _numeric_repr_ = repr

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """The value of an auto() member: the bit above the highest so far."""
        if not last_values:
            return start if start is not None else 1
        last = max(last_values)
        try:
            return 1 << last.bit_length()
        except Exception:
            raise TypeError(f"invalid flag value {last!r}") from None

    @classmethod
    def _missing_(cls, value):
        """Make the combination of members that a number stands for."""
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        mask = cls._flag_mask_
        every_bit = cls._all_bits_
        boundary = cls._boundary_
        asked = value
        if not ~every_bit <= value <= every_bit or value & (every_bit ^ mask):
            if boundary is STRICT:
                width = max(value.bit_length(), mask.bit_length())
                raise ValueError(
                    f"{cls!r} invalid value {value!r}\n"
                    f"    given {_bits_text(value, width)}\n"
                    f"  allowed {_bits_text(mask, width)}"
                )
            if boundary is CONFORM:
                value &= mask
            elif boundary is EJECT:
                return value
            elif boundary is KEEP:
                if value < 0:
                    value += max(every_bit + 1, 1 << value.bit_length())
            else:
                raise ValueError(
                    f"{cls!r} unknown flag boundary {boundary!r}"
                )
        if value < 0:
            value += every_bit + 1

        known = cls._value2member_map_.get(value)
        if known is None:
            known = _make_combination(cls, value)
            known = cls._value2member_map_.setdefault(value, known)
        if asked < 0:
            cls._value2member_map_[asked] = known
        return known

    @classmethod
    def _iter_member_by_value_(cls, value):
        remaining = value & cls._flag_mask_
        while remaining:
            bit = remaining & -remaining
            yield cls._value2member_map_.get(bit)
            remaining ^= bit

    _iter_member_ = _iter_member_by_value_

    @classmethod
    def _iter_member_by_def_(cls, value):
        yield from sorted(
            cls._iter_member_by_value_(value), key=lambda one: one._sort_order_
        )

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError(
                "unsupported operand type(s) for 'in': "
                f"{type(other).__qualname__!r} and {self.__class__.__qualname__!r}"
            )
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __bool__(self):
        return bool(self._value_)

    def __repr__(self):
        cls = self.__class__
        shown = (cls._value_repr_ or repr)(self._value_)
        if self._name_ is None:
            return f"<{cls.__name__}: {shown}>"
        return f"<{cls.__name__}.{self._name_}: {shown}>"

    def __str__(self):
        cls = self.__class__
        if self._name_ is None:
            return f"{cls.__name__}({(cls._value_repr_ or repr)(self._value_)})"
        return f"{cls.__name__}.{self._name_}"

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __or__(self, other):
        cls = self.__class__
        if other.__class__ is cls:
            bits = other._value_
        elif cls._member_type_ is not object and isinstance(other, cls._member_type_):
            bits = other
        else:
            return NotImplemented
        if bits is None or self._value_ is None:
            raise _not_combinable(self, other, "|")
        value = self._value_ | bits
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        return cls(value)

    def __and__(self, other):
        cls = self.__class__
        if other.__class__ is cls:
            bits = other._value_
        elif cls._member_type_ is not object and isinstance(other, cls._member_type_):
            bits = other
        else:
            return NotImplemented
        if bits is None or self._value_ is None:
            raise _not_combinable(self, other, "&")
        value = self._value_ & bits
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        return cls(value)

    def __xor__(self, other):
        cls = self.__class__
        if other.__class__ is cls:
            bits = other._value_
        elif cls._member_type_ is not object and isinstance(other, cls._member_type_):
            bits = other
        else:
            return NotImplemented
        if bits is None or self._value_ is None:
            raise _not_combinable(self, other, "^")
        value = self._value_ ^ bits
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        return cls(value)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__

    def __invert__(self):
        inverted = self._inverted_
        if inverted is None:
            cls = self.__class__
            if self._value_ is None:
                raise TypeError(f"'{self}' cannot be inverted")
            if cls._boundary_ is EJECT or cls._boundary_ is KEEP:
                inverted = cls(~self._value_)
            else:
                inverted = cls(cls._singles_mask_ & ~self._value_)
            self._inverted_ = inverted
        return inverted


# Filled in by EnumType for each flag; a body may not assign such names.
Flag._flag_mask_ = Flag._singles_mask_ = Flag._all_bits_ = 0
Flag._boundary_ = STRICT
Flag._inverted_ = None


def _not_combinable(first, second, operator):
    odd = first if first._value_ is None else second
    return TypeError(f"'{odd}' cannot be combined with other flags with {operator}")


def _make_combination(cls, value):
    if cls._member_type_ is object:
        made = object.__new__(cls)
    else:
        made = cls._member_type_.__new__(cls, value)
    if not hasattr(made, "_value_"):
        made._value_ = value
    singles = cls._singles_mask_
    parts = list(cls._iter_member_(value & singles))
    covered = value & singles
    if value & ~singles:
        # Some bits have no name of their own: bring in members of several bits.
        for one in cls._member_map_.values():
            bits = one._value_
            if bits and bits & value == bits and one not in parts:
                parts.append(one)
                covered |= bits
    made._name_ = None
    if covered:
        made._name_ = "|".join([one._name_ for one in parts])
        rest = value ^ covered
        if rest:
            if cls._boundary_ is STRICT:
                raise ValueError(f"{cls!r}: no members with value {rest!r}")
            made._name_ += f"|{cls._numeric_repr_(rest)}"
    return made


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """Members are integers too; unknown bits are kept."""


def unique(enumeration):
    """A class decorator that refuses aliases."""
    duplicates = [
        f"{name} -> {one._name_}"
        for name, one in enumeration.__members__.items() if name != one._name_
    ]
    if duplicates:
        raise ValueError(f"duplicate values found in {enumeration!r}: {', '.join(duplicates)}")
    return enumeration


class EnumCheck(StrEnum):
    """The checks that verify() can make."""

    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


def _bit_values(value):
    while value > 0:
        bit = value & -value
        yield bit
        value ^= bit


def show_flag_values(value):
    """The bits of a flag, as a list of numbers."""
    return list(_bit_values(int(value.value if isinstance(value, Enum) else value)))


class verify:
    """A class decorator that checks an enumeration for these properties."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        is_flag = issubclass(enumeration, Flag)
        kind = "flag" if is_flag else "enum"
        name = enumeration.__name__
        for check in self.checks:
            if check is UNIQUE:
                aliases = [
                    f"{alias} -> {one._name_}"
                    for alias, one in enumeration.__members__.items() if alias != one._name_
                ]
                if aliases:
                    raise ValueError(f"aliases found in {enumeration!r}: {', '.join(aliases)}")
            elif check is CONTINUOUS:
                values = {one._value_ for one in enumeration}
                if len(values) < 2:
                    continue
                low, high = min(values), max(values)
                if is_flag:
                    wanted = [1 << bit for bit in range(low.bit_length(), high.bit_length() - 1)]
                else:
                    wanted = range(low + 1, high)
                missing = [str(number) for number in wanted if number not in values]
                if missing:
                    raise ValueError(
                        f"invalid {kind} {name!r}: missing values {', '.join(missing)}"
                    )
            elif check is NAMED_FLAGS:
                self._check_named(enumeration, name)
        return enumeration

    def _check_named(self, enumeration, name):
        values = {one._value_ for one in enumeration._member_map_.values()}
        missing_names = []
        missing_bits = 0
        for alias, one in enumeration._member_map_.items():
            if one._value_ < 0:
                continue
            missed = [bit for bit in _bit_values(one._value_) if bit not in values]
            if missed and alias not in enumeration._member_names_:
                missing_names.append(alias)
                for bit in missed:
                    missing_bits |= bit
        if not missing_names:
            return
        if len(missing_names) == 1:
            which = f"alias {missing_names[0]} is missing"
        else:
            listed = ", ".join(missing_names[:-1])
            which = f"aliases {listed} and {missing_names[-1]} are missing"
        if missing_bits & (missing_bits - 1) == 0:
            what = f"value 0x{missing_bits:x}"
        else:
            what = f"combined values of 0x{missing_bits:x}"
        raise ValueError(
            f"invalid Flag {name!r}: {which} {what} "
            "[use enum.show_flag_values(value) for details]"
        )


def global_enum_repr(self):
    """The repr of a member that is also a name of its module."""
    module = self.__class__.__module__.rpartition(".")[2]
    return f"{module}.{self._name_}"


def global_flag_repr(self):
    """The repr of a flag whose members are also names of their module."""
    module = self.__class__.__module__.rpartition(".")[2]
    if self._name_ is None:
        return f"{module}.{self.__class__.__name__}({self._value_})"
    if "|" not in self._name_:
        return f"{module}.{self._name_}"
    return "|".join([
        part if part[0].isdigit() else f"{module}.{part}" for part in self._name_.split("|")
    ])


def global_str(self):
    """The str of a member that is also a name of its module."""
    if self._name_ is None:
        return f"{self.__class__.__name__}({self._value_!r})"
    return self._name_


def global_enum(cls, update_str=False):
    """A class decorator that makes the members names of the module too."""
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls
