"""The core of typing: type variables, subscription, the special forms and Generic."""

import sys
from functools import lru_cache

import _collections_abc as _abc

# The classes below are names of typing, and show so in their reprs.
__name__ = "typing"

_GenericAlias_builtin = type(list[int])
_UnionType = type(int | str)
_NoneType = type(None)
_FunctionType = type(lambda: None)
_MethodType = type((lambda: None).__get__(1))
_ModuleType = type(sys)


def _caller_module(depth):
    try:
        return sys._getframe(depth + 1).f_globals.get("__name__", "__main__")
    except (AttributeError, ValueError):
        return None


def _is_dunder(name):
    return name.startswith("__") and name.endswith("__")


def _remember(function):
    """Keep the results of a subscription; arguments that cannot be hashed are not kept."""
    kept = lru_cache(typed=True)(function)

    def call(*args):
        try:
            return kept(*args)
        except TypeError:
            # Unhashable arguments, or a mistake that the plain call reports again.
            pass
        return function(*args)

    call.__doc__ = function.__doc__
    return call


def _show(value):
    """The text of a type inside the text of another one."""
    if isinstance(value, type) and not isinstance(value, _GenericAlias_builtin):
        if value.__module__ == "builtins":
            return value.__qualname__
        return f"{value.__module__}.{value.__qualname__}"
    if value is ...:
        return "..."
    if isinstance(value, (tuple, list)):
        return "[" + ", ".join([_show(item) for item in value]) + "]"
    if isinstance(value, (_FunctionType, type(len))):
        return value.__name__
    return repr(value)


def _check_type(arg, message, *, allow_special=False, allow_final=False):
    """Turn None and strings into types, refuse what cannot stand as a type.

    `allow_special` admits ClassVar[...] and Final[...], `allow_final` the latter.
    """
    if arg is None:
        return _NoneType
    if isinstance(arg, str):
        return ForwardRef(arg)
    if isinstance(arg, _GenericAlias):
        origin = arg.__origin__
        if origin in _ROOTS or (
            not allow_special
            and (origin is ClassVar or origin is Final and not allow_final)
        ):
            raise TypeError(f"{arg} is not valid as type argument")
        return arg
    if isinstance(arg, _SpecialForm):
        if not arg._stands_alone and not (allow_special and (arg is ClassVar or arg is Final)):
            raise TypeError(f"Plain {arg} is not valid as type argument")
    elif arg in _ROOTS:
        raise TypeError(f"Plain {arg} is not valid as type argument")
    elif type(arg) is tuple:
        raise TypeError(f"{message} Got {arg!r:.100}.")
    return arg


def _as_tuple(parameters):
    return parameters if isinstance(parameters, tuple) else (parameters,)


# Type variables.

class _NoDefaultType:
    __slots__ = ()

    def __new__(cls):
        return globals().get("NoDefault") or object.__new__(cls)

    def __repr__(self):
        return "typing.NoDefault"

    def __reduce__(self):
        return "NoDefault"


NoDefault = _NoDefaultType()
_NoDefaultType.__name__ = _NoDefaultType.__qualname__ = "NoDefaultType"


class _Parameter:
    """What TypeVar, ParamSpec and TypeVarTuple share."""

    def _set_up(self, name, default, depth):
        self.__name__ = name
        self.__module__ = _caller_module(depth + 1)
        self._default = default
        self._evaluate_default = None

    @property
    def __default__(self):
        if self._evaluate_default is not None:
            # Written in a type parameter list: evaluated at its first use.
            self._default = self._evaluate_default()
            self._evaluate_default = None
        return self._default

    def has_default(self):
        """Whether the parameter has a default."""
        return self._evaluate_default is not None or self._default is not NoDefault

    def __repr__(self):
        if self.__infer_variance__:
            return self.__name__
        if self.__covariant__:
            return "+" + self.__name__
        if self.__contravariant__:
            return "-" + self.__name__
        return "~" + self.__name__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __reduce__(self):
        return self.__name__

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def _set_variance(self, covariant, contravariant, infer_variance):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if infer_variance and (covariant or contravariant):
            raise ValueError("Variance cannot be specified with infer_variance.")
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__infer_variance__ = bool(infer_variance)


class TypeVar(_Parameter):
    """A variable that stands for a type."""

    def __init__(
        self, name, *constraints, bound=None, default=NoDefault, covariant=False,
        contravariant=False, infer_variance=False,
    ):
        self._set_variance(covariant, contravariant, infer_variance)
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        message = "TypeVar(name, constraint, ...): constraints must be types."
        self._constraints = tuple([_check_type(one, message) for one in constraints])
        self._bound = None if bound is None else _check_type(bound, "Bound must be a type.")
        self._evaluate_bound = None
        self._evaluate_constraints = None
        self._set_up(name, default, 1)

    @property
    def __bound__(self):
        if self._evaluate_bound is not None:
            self._bound = self._evaluate_bound()
            self._evaluate_bound = None
        return self._bound

    @property
    def __constraints__(self):
        if self._evaluate_constraints is not None:
            self._constraints = self._evaluate_constraints()
            self._evaluate_constraints = None
        return self._constraints

    def __typing_subst__(self, arg):
        arg = _check_type(arg, "Parameters to generic types must be types.")
        if isinstance(arg, _UnpackGenericAlias) or (
            isinstance(arg, _GenericAlias_builtin) and getattr(arg, "__unpacked__", False)
        ):
            raise TypeError(f"{arg} is not valid as type argument")
        return arg


class ParamSpecArgs:
    """The positional parameters of a ParamSpec, for annotating *args."""

    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.args"

    def __eq__(self, other):
        if isinstance(other, ParamSpecArgs):
            return self.__origin__ == other.__origin__
        return NotImplemented

    __hash__ = None

    def __mro_entries__(self, bases):
        raise TypeError("Cannot subclass an instance of ParamSpecArgs")


class ParamSpecKwargs:
    """The keyword parameters of a ParamSpec, for annotating **kwargs."""

    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.kwargs"

    def __eq__(self, other):
        if isinstance(other, ParamSpecKwargs):
            return self.__origin__ == other.__origin__
        return NotImplemented

    __hash__ = None

    def __mro_entries__(self, bases):
        raise TypeError("Cannot subclass an instance of ParamSpecKwargs")


class ParamSpec(_Parameter):
    """A variable that stands for the parameters of a callable."""

    def __init__(
        self, name, *, bound=None, default=NoDefault, covariant=False, contravariant=False,
        infer_variance=False,
    ):
        self._set_variance(covariant, contravariant, infer_variance)
        self.__bound__ = None if bound is None else _check_type(bound, "Bound must be a type.")
        self._set_up(name, default, 1)

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)

    def __typing_subst__(self, arg):
        if isinstance(arg, (list, tuple)):
            return tuple([_check_type(one, "Expected a type.") for one in arg])
        if not _is_parameter_list(arg):
            raise TypeError(
                "Expected a list of types, an ellipsis, ParamSpec, or Concatenate. "
                f"Got {arg}"
            )
        return arg


class TypeVarTuple(_Parameter):
    """A variable that stands for any number of types."""

    __covariant__ = __contravariant__ = False
    __infer_variance__ = True

    def __init__(self, name, *, default=NoDefault):
        self._set_up(name, default, 1)

    def __iter__(self):
        yield Unpack[self]

    def __typing_subst__(self, arg):
        raise TypeError("Substitution of bare TypeVarTuple is not supported")


def _is_parameter_list(arg):
    return (
        arg is ... or isinstance(arg, (list, tuple, ParamSpec))
        or isinstance(arg, _ConcatenateGenericAlias)
    )


# What the interpreter calls for type parameter lists and `type` statements, one
# function for each of its intrinsic operations. The evaluators are functions without
# parameters, called when the answer is first asked for.

def _intrinsic_typevar(name):
    parameter = TypeVar(name, infer_variance=True)
    parameter.__module__ = _caller_module(1)
    return parameter


def _intrinsic_typevar_with_bound(name, evaluate):
    parameter = _intrinsic_typevar(name)
    parameter.__module__ = _caller_module(1)
    parameter._evaluate_bound = evaluate
    return parameter


def _intrinsic_typevar_with_constraints(name, evaluate):
    parameter = _intrinsic_typevar(name)
    parameter.__module__ = _caller_module(1)
    parameter._evaluate_constraints = evaluate
    return parameter


def _intrinsic_paramspec(name):
    parameter = ParamSpec(name, infer_variance=True)
    parameter.__module__ = _caller_module(1)
    return parameter


def _intrinsic_typevartuple(name):
    parameter = TypeVarTuple(name)
    parameter.__module__ = _caller_module(1)
    return parameter


def _intrinsic_set_typeparam_default(parameter, evaluate):
    parameter._evaluate_default = evaluate
    return parameter


def _intrinsic_subscript_generic(parameters):
    return Generic[tuple([
        Unpack[one] if isinstance(one, TypeVarTuple) else one for one in parameters
    ])]


def _intrinsic_typealias(name, parameters, evaluate):
    alias = TypeAliasType(name, None, type_params=tuple(parameters or ()))
    alias._evaluate = evaluate
    alias.__module__ = _caller_module(1)
    return alias


class TypeAliasType:
    """What a `type` statement makes."""

    def __init__(self, name, value, *, type_params=()):
        self.__name__ = name
        self._value = value
        self._evaluate = None
        self.__type_params__ = type_params
        self.__parameters__ = tuple(_collect_parameters(type_params))
        self.__module__ = _caller_module(1)

    @property
    def __value__(self):
        if self._evaluate is not None:
            self._value = self._evaluate()
            self._evaluate = None
        return self._value

    def __repr__(self):
        return self.__name__

    def __getitem__(self, parameters):
        if not self.__type_params__:
            raise TypeError("Only generic type aliases are subscriptable")
        return _GenericAlias_builtin(self, parameters)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __reduce__(self):
        return self.__name__


# Substitution.

def _check_default_order(parameters):
    """Refuse a parameter without a default behind one with a default."""
    default_seen = variadic_seen = False
    for one in parameters:
        if isinstance(one, TypeVarTuple):
            variadic_seen = True
        elif one.has_default():
            if variadic_seen:
                raise TypeError("Type parameter with a default follows TypeVarTuple")
            default_seen = True
        elif default_seen:
            raise TypeError(
                f"Type parameter {one!r} without a default follows type parameter with a default"
            )


def _collect_parameters(args):
    """The type variables in `args`, each once, in the order of their first use."""
    found = []
    for arg in args:
        if isinstance(arg, type):
            continue
        if isinstance(arg, (tuple, list)):
            inner = _collect_parameters(arg)
        elif isinstance(arg, _Parameter):
            inner = (arg,)
        else:
            inner = getattr(arg, "__parameters__", ())
        for one in inner:
            if one not in found:
                found.append(one)
    return found


def _miscount(alias, actual, expected, at_least=False):
    few = "few" if actual < expected else "many"
    least = "at least " if at_least else ""
    return TypeError(
        f"Too {few} arguments for {alias}; actual {actual}, expected {least}{expected}"
    )


def _bind(alias, parameters, args):
    """Match arguments to parameters; a TypeVarTuple gets a tuple of arguments."""
    if not parameters:
        raise TypeError(f"{alias} is not a generic class")
    flat = []
    for arg in args:
        # An unpacked tuple gives its items.
        items = _unpacked_items(arg)
        if items is None:
            flat.append(arg)
        else:
            flat.extend(items)
    args = tuple(flat)
    if (
        len(parameters) == 1 and isinstance(parameters[0], ParamSpec)
        and not (len(args) == 1 and _is_parameter_list(args[0]))
    ):
        # X[int, str] is short for X[[int, str]].
        args = (args,)
    variadic = [
        index for index, one in enumerate(parameters) if isinstance(one, TypeVarTuple)
    ]
    if len(variadic) > 1:
        raise TypeError(f"More than one TypeVarTuple parameter in {alias}")
    actual = len(args)
    required = len(parameters) - len(variadic)
    while actual < required and not variadic and parameters[len(args)].has_default():
        args += (parameters[len(args)].__default__,)
        if len(args) == len(parameters):
            break
    if len(args) < required:
        raise _miscount(alias, actual, required, True)
    bound = {}
    if variadic:
        start = variadic[0]
        end = len(args) - (len(parameters) - start - 1)
        middle = tuple(args[start:end])
        args = (*args[:start], middle, *args[end:])
    elif len(args) > len(parameters):
        raise _miscount(alias, actual, required)
    for parameter, arg in zip(parameters, args):
        if isinstance(parameter, TypeVarTuple):
            bound[parameter] = tuple([_check_type(one, "Expected a type.") for one in arg])
        else:
            bound[parameter] = parameter.__typing_subst__(arg)
    return bound


def _unpacked_items(arg):
    """The items of Unpack[tuple[...]], or None when it is something else or open-ended."""
    inner = None
    if isinstance(arg, _UnpackGenericAlias):
        inner = arg.__args__[0]
    elif isinstance(arg, _GenericAlias_builtin) and getattr(arg, "__unpacked__", False):
        inner = arg
    if inner is None or getattr(inner, "__origin__", None) is not tuple:
        return None
    items = inner.__args__
    return None if items and items[-1] is ... else items


def _replace_parameters(args, bound, splice):
    """`args` with the bound parameters replaced; `splice` puts parameter lists in place."""
    replaced = []
    for arg in args:
        if isinstance(arg, type):
            replaced.append(arg)
        elif isinstance(arg, _Parameter):
            new = bound.get(arg, arg)
            if isinstance(new, tuple) and splice:
                replaced.extend(new)
            else:
                replaced.append(new)
        elif isinstance(arg, _UnpackGenericAlias) and arg.__args__[0] in bound:
            replaced.extend(bound[arg.__args__[0]])
        elif isinstance(arg, (tuple, list)):
            replaced.append(tuple(_replace_parameters(arg, bound, True)))
        else:
            inner = getattr(arg, "__parameters__", ())
            if inner:
                values = []
                for one in inner:
                    if isinstance(one, TypeVarTuple) and one in bound:
                        values.extend(bound[one])
                    else:
                        values.append(bound.get(one, one))
                arg = arg[tuple(values)]
            if splice and isinstance(arg, tuple):
                replaced.extend(arg)
            else:
                replaced.append(arg)
    return replaced


# Special forms and aliases.

class _SpecialForm:
    """A name of this module that is no class, such as Union."""

    # Without this, __getitem__ would make it iterable.
    __iter__ = None

    def __init__(self, name, doc, subscribe=None, *, stands_alone=False):
        self._name = name
        self.__doc__ = doc
        self._subscribe = subscribe
        # Whether it is a type by itself, without brackets.
        self._stands_alone = stands_alone

    def __getattr__(self, name):
        if name in ("__name__", "__qualname__"):
            return self._name
        raise AttributeError(name)

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __repr__(self):
        return "typing." + self._name

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __instancecheck__(self, obj):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")

    def __getitem__(self, parameters):
        if self._subscribe is None:
            raise TypeError(f"{self} is not subscriptable")
        if self._name == "Literal":
            # Apart, so that the types of the values count: Literal[0] is not Literal[False].
            return self._subscribe(self, *_as_tuple(parameters))
        return self._subscribe(self, parameters)


class _BaseGenericAlias:
    """What List and List[int] share: they stand for another type."""

    __iter__ = None

    def __init__(self, origin, name, inst):
        self.__origin__ = origin
        self._name = name
        self._inst = inst

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(
                f"Type {self._name} cannot be instantiated; "
                f"use {self.__origin__.__name__}() instead"
            )
        made = self.__origin__(*args, **kwargs)
        try:
            made.__orig_class__ = self
        except Exception:
            # Instances without a dictionary do not remember it.
            pass
        return made

    def __mro_entries__(self, bases):
        entries = []
        if self.__origin__ not in bases:
            entries.append(self.__origin__)
        rest = bases[bases.index(self) + 1:]
        if not any([_brings_generic(base) for base in rest]):
            entries.append(Generic)
        return tuple(entries)

    def __getattr__(self, name):
        if name in ("__name__", "__qualname__"):
            return self.__dict__.get("_name") or self.__origin__.__name__
        if "__origin__" in self.__dict__ and not _is_dunder(name):
            return getattr(self.__origin__, name)
        raise AttributeError(name)

    def __setattr__(self, name, value):
        if _is_dunder(name) or name in ("_name", "_inst", "_nparams", "_defaults"):
            object.__setattr__(self, name, value)
        else:
            setattr(self.__origin__, name, value)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


def _brings_generic(base):
    """Whether a base of a class statement puts Generic among the bases."""
    if isinstance(base, _BaseGenericAlias):
        return True
    base = getattr(base, "__origin__", base)
    return isinstance(base, type) and issubclass(base, Generic)


class _GenericAlias(_BaseGenericAlias):
    """A type with its arguments: List[int], Union[int, str], Stack[T]."""

    def __init__(self, origin, args, *, inst=True, name=None):
        super().__init__(origin, name, inst)
        self.__args__ = args = _as_tuple(args)
        self.__parameters__ = tuple(_collect_parameters(args))
        if name is None:
            self.__module__ = origin.__module__

    def copy_with(self, args):
        return self.__class__(self.__origin__, args, name=self._name, inst=self._inst)

    def __getitem__(self, args):
        if self.__origin__ in _ROOTS:
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        if not self.__parameters__:
            raise TypeError(f"{self} is not a generic class")
        args = args if isinstance(args, tuple) else (args,)
        bound = _bind(self, self.__parameters__, args)
        return self.copy_with(tuple(_replace_parameters(self.__args__, bound, self._splices)))

    _splices = False

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __repr__(self):
        name = "typing." + self._name if self._name else _show(self.__origin__)
        if self.__args__:
            inside = ", ".join([_show(arg) for arg in self.__args__])
        else:
            inside = "()"
        return f"{name}[{inside}]"

    def __reduce__(self):
        origin = getattr(sys.modules["typing"], self._name) if self._name else self.__origin__
        args = self.__args__
        if len(args) == 1 and not isinstance(args[0], tuple):
            args = args[0]
        import operator

        return operator.getitem, (origin, args)

    def __mro_entries__(self, bases):
        origin = self.__origin__
        if isinstance(origin, _SpecialForm):
            raise TypeError(f"Cannot subclass {self!r}")
        if self._name:
            return super().__mro_entries__(bases)
        if origin is Generic:
            if any([root in bases for root in _ROOTS[1:]]):
                return ()
            for base in bases[bases.index(self) + 1:]:
                if isinstance(base, _BaseGenericAlias) and base is not self:
                    # A later base brings Generic in, at its right place in the MRO.
                    return ()
        return (origin,)

    def __iter__(self):
        yield Unpack[self]


class _SpecialGenericAlias(_BaseGenericAlias):
    """A name such as List that stands for a class and takes a number of arguments."""

    def __init__(self, origin, nparams, *, inst=True, name=None, defaults=()):
        name = origin.__name__ if name is None else name
        super().__init__(origin, name, inst)
        self._nparams = nparams
        self._defaults = defaults
        if origin.__module__ == "builtins":
            self.__doc__ = f"A generic version of {origin.__qualname__}."
        else:
            self.__doc__ = f"A generic version of {origin.__module__}.{origin.__qualname__}."

    def __getitem__(self, parameters):
        return _subscribe_special(self, _as_tuple(parameters))

    def __repr__(self):
        return "typing." + self._name

    def __subclasscheck__(self, cls):
        if isinstance(cls, _SpecialGenericAlias):
            return issubclass(cls.__origin__, self.__origin__)
        if isinstance(cls, _GenericAlias):
            return super().__subclasscheck__(cls)
        return issubclass(cls, self.__origin__)

    def __reduce__(self):
        return self._name


@_remember
def _subscribe_special(alias, parameters):
    message = "Parameters to generic types must be types."
    parameters = tuple([_check_type(one, message) for one in parameters])
    count = len(parameters)
    nparams = alias._nparams
    if count < nparams and nparams - count <= len(alias._defaults):
        parameters += alias._defaults[count - nparams:]
    elif count != nparams and not (
        parameters and any([isinstance(one, _UnpackGenericAlias) for one in parameters])
    ):
        if not nparams:
            raise TypeError(f"{alias} is not a generic class")
        least = bool(alias._defaults)
        raise _miscount(alias, count, nparams - len(alias._defaults) if count < nparams else nparams,
                        least and count < nparams)
    return _GenericAlias(alias.__origin__, parameters, name=alias._name, inst=alias._inst)


class _TupleType(_SpecialGenericAlias):
    def __getitem__(self, parameters):
        parameters = _as_tuple(parameters)
        message = "Tuple[t0, t1, ...]: each t must be a type."
        if len(parameters) >= 2 and parameters[-1] is ...:
            args = (*[_check_type(one, message) for one in parameters[:-1]], ...)
        else:
            args = tuple([_check_type(one, message) for one in parameters])
        return _GenericAlias(tuple, args, name="Tuple")


class _CallableType(_SpecialGenericAlias):
    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple) or len(parameters) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        args, result = parameters
        result = _check_type(result, "Callable[args, result]: result must be a type.")
        if isinstance(args, list):
            args = tuple(args)
        if not isinstance(args, tuple):
            args = (args,)
        message = "Callable[[arg, ...], result]: each arg must be a type."
        checked = [one if one is ... else _check_type(one, message) for one in args]
        return _CallableGenericAlias(_abc.Callable, (*checked, result), name="Callable")


class _CallableGenericAlias(_GenericAlias):
    __iter__ = None
    _splices = True

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and _is_parameter_list(args[0]):
            return super().__repr__()
        return f"typing.Callable[{_show(args[:-1])}, {_show(args[-1])}]"

    def __reduce__(self):
        import operator

        args = self.__args__
        if not (len(args) == 2 and _is_parameter_list(args[0])):
            args = list(args[:-1]), args[-1]
        return operator.getitem, (Callable, args)


class _UnionGenericAlias(_GenericAlias):
    __iter__ = None

    def copy_with(self, args):
        return Union[args]

    def __eq__(self, other):
        if not isinstance(other, (_UnionGenericAlias, _UnionType)):
            return NotImplemented
        try:
            return set(self.__args__) == set(other.__args__)
        except TypeError:
            # Metadata need not be hashable.
            mine, theirs = self.__args__, other.__args__
            return all([one in theirs for one in mine]) and all([one in mine for one in theirs])

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        args = self.__args__
        if len(args) == 2:
            if args[0] is _NoneType:
                return f"typing.Optional[{_show(args[1])}]"
            if args[1] is _NoneType:
                return f"typing.Optional[{_show(args[0])}]"
        return super().__repr__()

    def __instancecheck__(self, obj):
        return any([isinstance(obj, one) for one in self.__args__])

    def __subclasscheck__(self, cls):
        return any([issubclass(cls, one) for one in self.__args__])

    def __reduce__(self):
        import operator

        return operator.getitem, (Union, self.__args__)


class _LiteralGenericAlias(_GenericAlias):
    def __eq__(self, other):
        if not isinstance(other, _LiteralGenericAlias):
            return NotImplemented
        return self._pairs() == other._pairs()

    def __hash__(self):
        return hash(self._pairs())

    def _pairs(self):
        return frozenset([(value, type(value)) for value in self.__args__])

    def __repr__(self):
        return f"typing.Literal[{', '.join([repr(value) for value in self.__args__])}]"


class _ConcatenateGenericAlias(_GenericAlias):
    _splices = True

    def copy_with(self, args):
        if isinstance(args[-1], (list, tuple)):
            return (*args[:-1], *args[-1])
        if not (args[-1] is ... or isinstance(args[-1], (ParamSpec, _ConcatenateGenericAlias))):
            # The parameter list is complete: it is put in place as it is.
            return tuple(args)
        return super().copy_with(args)


class _UnpackGenericAlias(_GenericAlias):
    def __repr__(self):
        return f"typing.Unpack[{_show(self.__args__[0])}]"

    def __getitem__(self, args):
        if len(self.__args__) == 1 and isinstance(self.__args__[0], TypeVarTuple):
            return args
        return super().__getitem__(args)

    __iter__ = None


class _AnnotatedAlias(_GenericAlias):
    __iter__ = None

    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, origin, name="Annotated")
        self.__metadata__ = metadata

    def copy_with(self, args):
        return _AnnotatedAlias(args[0], self.__metadata__)

    def __repr__(self):
        shown = ", ".join([repr(one) for one in self.__metadata__])
        return f"typing.Annotated[{_show(self.__origin__)}, {shown}]"

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __getattr__(self, name):
        if name in ("__name__", "__qualname__"):
            return "Annotated"
        return super().__getattr__(name)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __reduce__(self):
        import operator

        return operator.getitem, (Annotated, (self.__origin__, *self.__metadata__))


@_remember
def _subscribe_single(form, parameters):
    item = _check_type(parameters, f"{form} accepts only single type.")
    return _GenericAlias(form, (item,), name=form._name)


@_remember
def _subscribe_classvar(form, parameters):
    item = _check_type(parameters, f"{form} accepts only single type.", allow_special=True)
    return _GenericAlias(form, (item,), name=form._name)


@_remember
def _subscribe_union(form, parameters):
    if parameters == ():
        raise TypeError("Cannot take a Union of no types.")
    message = "Union[arg, ...]: each arg must be a type."
    flat = []
    for one in _as_tuple(parameters):
        one = _check_type(one, message)
        for member in one.__args__ if isinstance(one, (_UnionGenericAlias, _UnionType)) else (one,):
            if member not in flat:
                flat.append(member)
    if len(flat) == 1:
        return flat[0]
    name = "Optional" if len(flat) == 2 and _NoneType in flat else None
    return _UnionGenericAlias(Union, tuple(flat), name=name or "Union")


@_remember
def _subscribe_optional(form, parameters):
    return Union[_check_type(parameters, f"{form} requires a single type."), None]


@_remember
def _subscribe_literal(form, *values):
    flat = []
    seen = set()
    for value in values:
        inner = value.__args__ if isinstance(value, _LiteralGenericAlias) else (value,)
        for one in inner:
            try:
                key = (one, type(one))
                if key in seen:
                    continue
                seen.add(key)
            except TypeError:
                pass
            flat.append(one)
    return _LiteralGenericAlias(form, tuple(flat), name="Literal")


@_remember
def _subscribe_concatenate(form, parameters):
    if parameters == ():
        raise TypeError("Cannot take a Concatenate of no types.")
    parameters = _as_tuple(parameters)
    if not (parameters[-1] is ... or isinstance(parameters[-1], ParamSpec)):
        raise TypeError(
            "The last parameter to Concatenate should be a ParamSpec variable or ellipsis."
        )
    message = "Concatenate[arg, ...]: each arg must be a type."
    checked = [_check_type(one, message) for one in parameters[:-1]]
    return _ConcatenateGenericAlias(form, (*checked, parameters[-1]), name="Concatenate")


@_remember
def _subscribe_unpack(form, parameters):
    item = _check_type(parameters, f"{form} accepts only single type.")
    return _UnpackGenericAlias(form, (item,), name="Unpack")


@_remember
def _subscribe_annotated(form, parameters):
    if not isinstance(parameters, tuple) or len(parameters) < 2:
        raise TypeError(
            "Annotated[...] should be used with at least two arguments "
            "(a type and an annotation)."
        )
    message = "Annotated[t, ...]: t must be a type."
    return _AnnotatedAlias(
        _check_type(parameters[0], message, allow_special=True), tuple(parameters[1:])
    )


class _AnyMeta(type):
    def __instancecheck__(cls, obj):
        if cls is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)

    def __repr__(cls):
        return "typing.Any" if cls is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """Any type at all."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


Union = _SpecialForm("Union", "One of several types.", _subscribe_union)
Optional = _SpecialForm("Optional", "A type, or None.", _subscribe_optional)
Literal = _SpecialForm("Literal", "One of some values.", _subscribe_literal)
ClassVar = _SpecialForm("ClassVar", "A variable of the class.", _subscribe_classvar)
Final = _SpecialForm("Final", "A name that is not to be assigned again.", _subscribe_classvar)
Annotated = _SpecialForm("Annotated", "A type with metadata.", _subscribe_annotated)
Concatenate = _SpecialForm(
    "Concatenate", "Parameters in front of a ParamSpec.", _subscribe_concatenate
)
TypeGuard = _SpecialForm("TypeGuard", "True only for this type.", _subscribe_single)
TypeIs = _SpecialForm("TypeIs", "True exactly for this type.", _subscribe_single)
Unpack = _SpecialForm("Unpack", "The items of a TypeVarTuple or tuple.", _subscribe_unpack)
Required = _SpecialForm("Required", "A key that must be there.", _subscribe_single)
NotRequired = _SpecialForm("NotRequired", "A key that may be missing.", _subscribe_single)
ReadOnly = _SpecialForm("ReadOnly", "A key that may not be changed.", _subscribe_single)
NoReturn = _SpecialForm("NoReturn", "The result of what never returns.", stands_alone=True)
Never = _SpecialForm("Never", "The type without values.", stands_alone=True)
Self = _SpecialForm("Self", "The class in whose body it stands.", stands_alone=True)
LiteralString = _SpecialForm("LiteralString", "A str made of literals.", stands_alone=True)
TypeAlias = _SpecialForm("TypeAlias", "Marks a name as an alias.", stands_alone=True)

Tuple = _TupleType(tuple, -1, inst=False, name="Tuple")
List = _SpecialGenericAlias(list, 1, inst=False, name="List")
Dict = _SpecialGenericAlias(dict, 2, inst=False, name="Dict")
Set = _SpecialGenericAlias(set, 1, inst=False, name="Set")
FrozenSet = _SpecialGenericAlias(frozenset, 1, inst=False, name="FrozenSet")
Type = _SpecialGenericAlias(type, 1, inst=False, name="Type")
Callable = _CallableType(_abc.Callable, 2, name="Callable")
AbstractSet = _SpecialGenericAlias(_abc.Set, 1, name="AbstractSet")
Hashable = _SpecialGenericAlias(_abc.Hashable, 0)
Sized = _SpecialGenericAlias(_abc.Sized, 0)
Generator = _SpecialGenericAlias(_abc.Generator, 3, defaults=(_NoneType, _NoneType))
AsyncGenerator = _SpecialGenericAlias(_abc.AsyncGenerator, 2, defaults=(_NoneType,))
Coroutine = _SpecialGenericAlias(_abc.Coroutine, 3)
for _name in (
    "Awaitable", "AsyncIterable", "AsyncIterator", "Iterable", "Iterator", "Reversible",
    "Container", "Collection", "MutableSet", "Sequence", "MutableSequence", "MappingView",
    "KeysView", "ValuesView",
):
    globals()[_name] = _SpecialGenericAlias(getattr(_abc, _name), 1)
for _name in ("Mapping", "MutableMapping", "ItemsView"):
    globals()[_name] = _SpecialGenericAlias(getattr(_abc, _name), 2)
del _name


class ForwardRef:
    """A type named by a string, to be looked up later."""

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        # `*tuple[int]` is an expression only inside brackets.
        text = f"({arg},)[0]" if arg.startswith("*") else arg
        try:
            code = compile(text, "<string>", "eval")
        except SyntaxError:
            raise SyntaxError(
                f"Forward reference must be an expression -- got {arg!r}"
            ) from None
        self.__forward_arg__ = arg
        self.__forward_code__ = code
        self.__forward_evaluated__ = False
        self.__forward_value__ = None
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__forward_module__ = module

    def _evaluate(self, globalns, localns, type_params=(), *, recursive_guard):
        if self.__forward_arg__ in recursive_guard:
            return self
        if globalns is None and localns is None:
            globalns = localns = {}
        elif globalns is None:
            globalns = localns
        elif localns is None:
            localns = globalns
        if self.__forward_module__ is not None:
            module = sys.modules.get(self.__forward_module__)
            globalns = getattr(module, "__dict__", globalns)
        if type_params:
            localns = {**{one.__name__: one for one in type_params}, **localns}
        value = _check_type(
            eval(self.__forward_code__, globalns, localns),
            "Forward references must evaluate to types.",
            allow_special=self.__forward_is_class__,
            allow_final=not self.__forward_is_argument__,
        )
        value = _evaluate(
            value, globalns, localns, type_params, recursive_guard | {self.__forward_arg__}
        )
        self.__forward_value__ = value
        self.__forward_evaluated__ = True
        return value

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        return (
            self.__forward_arg__ == other.__forward_arg__
            and self.__forward_module__ == other.__forward_module__
        )

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__))

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __repr__(self):
        if self.__forward_module__ is None:
            return f"ForwardRef({self.__forward_arg__!r})"
        return f"ForwardRef({self.__forward_arg__!r}, module={self.__forward_module__!r})"


def _evaluate(tp, globalns, localns, type_params, guard=frozenset()):
    """Replace the strings in a type by what they name."""
    if isinstance(tp, ForwardRef):
        return tp._evaluate(globalns, localns, type_params, recursive_guard=guard)
    if isinstance(tp, _GenericAlias_builtin):
        args = [ForwardRef(arg) if isinstance(arg, str) else arg for arg in tp.__args__]
    elif isinstance(tp, (_GenericAlias, _UnionType)):
        args = list(tp.__args__)
    else:
        return tp
    evaluated = tuple([_evaluate(arg, globalns, localns, type_params, guard) for arg in args])
    if evaluated == tp.__args__:
        return tp
    if isinstance(tp, _GenericAlias_builtin):
        made = type(tp)(tp.__origin__, evaluated)
        return next(iter(made)) if getattr(tp, "__unpacked__", False) else made
    if isinstance(tp, _UnionType):
        return Union[evaluated]
    return tp.copy_with(evaluated)


# Generic classes.

def _subscribe_class(cls, parameters):
    parameters = _as_tuple(parameters)
    if cls in _ROOTS:
        name = cls.__name__
        if not parameters:
            raise TypeError(f"Parameter list to {name}[...] cannot be empty")
        for one in parameters:
            if not isinstance(one, (TypeVar, ParamSpec)) and not (
                isinstance(one, _UnpackGenericAlias) and isinstance(one.__args__[0], TypeVarTuple)
            ):
                raise TypeError(
                    f"Parameters to {name}[...] must all be type variables "
                    "or parameter specification variables."
                )
        if len(set(parameters)) != len(parameters):
            raise TypeError(f"Parameters to {name}[...] must all be unique")
        made = _GenericAlias(cls, parameters)
        _check_default_order(made.__parameters__)
        return made
    bound = _bind(cls, cls.__parameters__, parameters)
    flat = []
    for parameter in cls.__parameters__:
        value = bound[parameter]
        if isinstance(parameter, TypeVarTuple):
            flat.extend(value)
        else:
            flat.append(value)
    return _GenericAlias(cls, tuple(flat))


_subscribe_class_remembered = _remember(_subscribe_class)


class Generic:
    """Base of classes with type parameters."""

    __slots__ = ()

    def __class_getitem__(cls, parameters):
        return _subscribe_class_remembered(cls, parameters)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        written = cls.__dict__.get("__orig_bases__")
        if written is None:
            plain = Generic in cls.__bases__ and cls.__name__ != "Protocol"
            plain = plain and not hasattr(type(cls), "_bare_generic_base")
        else:
            plain = Generic in written
        if plain:
            raise TypeError("Cannot inherit from plain Generic")
        parameters = []
        if written is not None:
            parameters = _collect_parameters(written)
            declared = None
            for base in written:
                if isinstance(base, _GenericAlias) and base.__origin__ in _ROOTS:
                    if declared is not None and base.__origin__ is Generic:
                        raise TypeError("Cannot inherit from Generic[...] multiple times.")
                    declared = base
            if declared is not None:
                listed = declared.__parameters__
                missing = [one for one in parameters if one not in listed]
                if missing:
                    raise TypeError(
                        f"Some type variables ({', '.join([str(one) for one in missing])}) "
                        f"are not listed in {declared.__origin__.__name__}"
                        f"[{', '.join([str(one) for one in listed])}]"
                    )
                parameters = listed
        _check_default_order(parameters)
        cls.__parameters__ = tuple(parameters)


Generic.__parameters__ = ()

# The bases that only count with their brackets; typing adds Protocol.
_ROOTS = [Generic]
