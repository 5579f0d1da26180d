"""Questions about live objects: what kind they are, their signatures and documentation."""

import sys
import types
from types import (
    AsyncGeneratorType, BuiltinFunctionType, CodeType, CoroutineType, FrameType,
    FunctionType, GeneratorType, GetSetDescriptorType, MemberDescriptorType,
    MethodDescriptorType, MethodType, MethodWrapperType, ModuleType, TracebackType,
    WrapperDescriptorType,
)

CO_OPTIMIZED = 1
CO_NEWLOCALS = 2
CO_VARARGS = 4
CO_VARKEYWORDS = 8
CO_NESTED = 16
CO_GENERATOR = 32
CO_COROUTINE = 128
CO_ITERABLE_COROUTINE = 256
CO_ASYNC_GENERATOR = 512

GEN_CREATED, GEN_RUNNING = "GEN_CREATED", "GEN_RUNNING"
GEN_SUSPENDED, GEN_CLOSED = "GEN_SUSPENDED", "GEN_CLOSED"
CORO_CREATED, CORO_RUNNING = "CORO_CREATED", "CORO_RUNNING"
CORO_SUSPENDED, CORO_CLOSED = "CORO_SUSPENDED", "CORO_CLOSED"


# Kinds of objects.

def ismodule(object):
    """Whether it is a module."""
    return isinstance(object, ModuleType)


def isclass(object):
    """Whether it is a class."""
    return isinstance(object, type)


def ismethod(object):
    """Whether it is a bound method written in Python."""
    return isinstance(object, MethodType)


def isfunction(object):
    """Whether it is a function written in Python."""
    return isinstance(object, FunctionType)


def isbuiltin(object):
    """Whether it is a built-in function or a bound built-in method."""
    return isinstance(object, BuiltinFunctionType)


def ismethodwrapper(object):
    """Whether it is a bound special method of a built-in type."""
    return isinstance(object, MethodWrapperType)


def isroutine(object):
    """Whether it is any kind of function or method."""
    return (
        isbuiltin(object) or isfunction(object) or ismethod(object)
        or ismethoddescriptor(object) or ismethodwrapper(object)
    )


def ismethoddescriptor(object):
    """Whether it binds to instances, but is neither data nor a function nor a method."""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    from functools import partial

    if isinstance(object, partial):
        # It has __get__ only to warn that it may bind one day.
        return False
    cls = type(object)
    return hasattr(cls, "__get__") and not hasattr(cls, "__set__") and not hasattr(
        cls, "__delete__"
    )


def isdatadescriptor(object):
    """Whether it controls the assignment of an attribute."""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    cls = type(object)
    return hasattr(cls, "__set__") or hasattr(cls, "__delete__")


def ismemberdescriptor(object):
    """Whether it is the descriptor of a slot."""
    return isinstance(object, MemberDescriptorType)


def isgetsetdescriptor(object):
    """Whether it is a computed attribute of a built-in type."""
    return isinstance(object, GetSetDescriptorType)


def isabstract(object):
    """Whether it is a class with abstract methods."""
    return isclass(object) and bool(getattr(object, "__abstractmethods__", None))


def iscode(object):
    """Whether it is a code object."""
    return isinstance(object, CodeType)


def isframe(object):
    """Whether it is a frame."""
    return isinstance(object, FrameType)


def istraceback(object):
    """Whether it is a traceback."""
    return isinstance(object, TracebackType)


def isgenerator(object):
    """Whether it is a generator."""
    return isinstance(object, GeneratorType)


def iscoroutine(object):
    """Whether it is a coroutine."""
    return isinstance(object, CoroutineType)


def isasyncgen(object):
    """Whether it is an async generator."""
    return isinstance(object, AsyncGeneratorType)


def isawaitable(object):
    """Whether it can be awaited."""
    if isinstance(object, CoroutineType):
        return True
    if isinstance(object, GeneratorType):
        return bool(object.gi_code.co_flags & CO_ITERABLE_COROUTINE)
    from _collections_abc import Awaitable

    return isinstance(object, Awaitable)


class _CoroutineMark:
    """What markcoroutinefunction() leaves on a function."""


def _innermost(function):
    """The function under methods and partial objects."""
    from functools import partial

    while True:
        if isinstance(function, MethodType):
            function = function.__func__
        elif isinstance(function, partial):
            function = function.func
        else:
            return function


def _has_flag(function, flag):
    function = _innermost(function)
    code = getattr(function, "__code__", None)
    if not isinstance(function, FunctionType) or code is None:
        return False
    return bool(code.co_flags & flag)


def isgeneratorfunction(obj):
    """Whether calling it gives a generator."""
    return _has_flag(obj, CO_GENERATOR)


def iscoroutinefunction(obj):
    """Whether calling it gives a coroutine."""
    if _has_flag(obj, CO_COROUTINE):
        return True
    return getattr(_innermost(obj), "_is_coroutine_mark", None) is _CoroutineMark


def markcoroutinefunction(func):
    """Mark a plain function that returns coroutines."""
    getattr(func, "__func__", func)._is_coroutine_mark = _CoroutineMark
    return func


def isasyncgenfunction(obj):
    """Whether calling it gives an async generator."""
    return _has_flag(obj, CO_ASYNC_GENERATOR)


def getgeneratorstate(generator):
    """GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED or GEN_CLOSED."""
    if generator.gi_running:
        return GEN_RUNNING
    if generator.gi_suspended:
        return GEN_SUSPENDED
    return GEN_CLOSED if generator.gi_frame is None else GEN_CREATED


def getcoroutinestate(coroutine):
    """CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED or CORO_CLOSED."""
    if coroutine.cr_running:
        return CORO_RUNNING
    if coroutine.cr_suspended:
        return CORO_SUSPENDED
    return CORO_CLOSED if coroutine.cr_frame is None else CORO_CREATED


# Attributes and documentation.

def getmro(cls):
    """The method resolution order of a class."""
    return cls.__mro__


def getmembers(object, predicate=None):
    """The attributes as (name, value) pairs, sorted by name."""
    found = []
    for name in dir(object):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            found.append((name, value))
    found.sort(key=lambda pair: pair[0])
    return found


_missing = object()


def getattr_static(obj, attr, default=_missing):
    """An attribute as it is stored: no property or __getattr__ is called."""
    places = []
    if isinstance(obj, type):
        places += [cls.__dict__ for cls in obj.__mro__]
    else:
        for cls in type(obj).__mro__:
            found = cls.__dict__.get(attr, _missing)
            if found is not _missing and isdatadescriptor(found):
                return found
        try:
            places.append(object.__getattribute__(obj, "__dict__"))
        except AttributeError:
            pass
    places += [cls.__dict__ for cls in type(obj).__mro__]
    for place in places:
        if attr in place:
            return place[attr]
    if default is _missing:
        raise AttributeError(attr)
    return default


def unwrap(func, *, stop=None):
    """Follow __wrapped__ to the function inside."""
    seen = {id(func)}
    while not isinstance(func, type) and hasattr(func, "__wrapped__"):
        if stop is not None and stop(func):
            break
        inner = func.__wrapped__
        if id(inner) in seen:
            raise ValueError(f"wrapper loop when unwrapping {func!r}")
        seen.add(id(inner))
        func = inner
    return func


def cleandoc(doc):
    """Documentation without the indentation that the source gives it."""
    lines = doc.expandtabs().split("\n")
    margin = None
    for line in lines[1:]:
        text = line.lstrip(" ")
        if text:
            indent = len(line) - len(text)
            margin = indent if margin is None else min(margin, indent)
    lines[0] = lines[0].lstrip(" ")
    if margin is not None:
        lines[1:] = [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def getdoc(object):
    """The documentation of an object, inherited if need be, cleaned up; or None."""
    try:
        doc = object.__doc__
    except AttributeError:
        return None
    if doc is None:
        doc = _inherited_doc(object)
    return cleandoc(doc) if isinstance(doc, str) else None


def _inherited_doc(obj):
    if isinstance(obj, type):
        for base in obj.__mro__[1:]:
            if base is not object and base.__doc__ is not None:
                return base.__doc__
        return None
    name = getattr(obj, "__name__", None)
    owner = None
    if isinstance(obj, MethodType):
        owner = obj.__self__
        owner = owner if isinstance(owner, type) else type(owner)
    elif isinstance(obj, FunctionType):
        owner = _defining_class(obj)
    elif isinstance(obj, property):
        getter = obj.fget
        name = getattr(getter, "__name__", None)
        owner = _defining_class(getter) if isinstance(getter, FunctionType) else None
    if owner is None or name is None:
        return None
    for base in owner.__mro__[1:]:
        doc = getattr(getattr(base, name, None), "__doc__", None)
        if doc is not None:
            return doc
    return None


def _defining_class(function):
    """The class in whose body a function stands, found by its qualified name."""
    found = sys.modules.get(function.__module__)
    for part in function.__qualname__.split(".")[:-1]:
        found = getattr(found, part, None)
    return found if isinstance(found, type) else None


def getmodule(object):
    """The module in which an object was defined, or None."""
    if ismodule(object):
        return object
    return sys.modules.get(getattr(object, "__module__", None))


def getfile(object):
    """The file in which an object was defined."""
    if ismodule(object):
        if getattr(object, "__file__", None):
            return object.__file__
        raise TypeError(f"{object!r} is a built-in module")
    if isclass(object):
        module = sys.modules.get(object.__module__)
        if getattr(module, "__file__", None):
            return module.__file__
        raise TypeError(f"{object!r} is a built-in class")
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    if iscode(object):
        return object.co_filename
    raise TypeError(
        "module, class, method, function, traceback, frame, or code object was "
        f"expected, got {type(object).__name__}"
    )


getsourcefile = getfile


def currentframe():
    """The frame of the caller."""
    return sys._getframe(1)


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    """A new dict of the annotations of a class, module or callable."""
    if isinstance(obj, type):
        found = obj.__dict__.get("__annotations__")
        if not isinstance(found, dict):
            found = None
        own_globals = getattr(sys.modules.get(obj.__module__), "__dict__", {})
        own_locals = dict(obj.__dict__)
    elif isinstance(obj, ModuleType):
        found = getattr(obj, "__annotations__", None)
        own_globals = own_locals = obj.__dict__
    elif callable(obj):
        found = getattr(obj, "__annotations__", None)
        own_globals = own_locals = getattr(unwrap(obj), "__globals__", {})
    else:
        raise TypeError(f"{obj!r} is not a module, class, or callable.")
    if found is None:
        return {}
    if not eval_str:
        return dict(found)
    globals = own_globals if globals is None else globals
    locals = own_locals if locals is None else locals
    return {
        name: eval(value, globals, locals) if isinstance(value, str) else value
        for name, value in found.items()
    }


# Signatures.

class _empty:
    """Stands where there is no default or annotation."""


class _ParameterKind:
    def __init__(self, value, name, description):
        self.value = value
        self.name = name
        self.description = description

    def __repr__(self):
        return f"<_ParameterKind.{self.name}: {self.value}>"

    def __str__(self):
        return self.name

    def __int__(self):
        return self.value

    __index__ = __int__

    def __eq__(self, other):
        if isinstance(other, _ParameterKind):
            return self.value == other.value
        return self.value == other

    def __lt__(self, other):
        return self.value < int(other)

    def __le__(self, other):
        return self.value <= int(other)

    def __gt__(self, other):
        return self.value > int(other)

    def __ge__(self, other):
        return self.value >= int(other)

    def __hash__(self):
        return hash(self.value)


_POSITIONAL_ONLY = _ParameterKind(0, "POSITIONAL_ONLY", "positional-only")
_POSITIONAL_OR_KEYWORD = _ParameterKind(1, "POSITIONAL_OR_KEYWORD", "positional or keyword")
_VAR_POSITIONAL = _ParameterKind(2, "VAR_POSITIONAL", "variadic positional")
_KEYWORD_ONLY = _ParameterKind(3, "KEYWORD_ONLY", "keyword-only")
_VAR_KEYWORD = _ParameterKind(4, "VAR_KEYWORD", "variadic keyword")
_KINDS = (
    _POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD, _VAR_POSITIONAL, _KEYWORD_ONLY, _VAR_KEYWORD,
)


def formatannotation(annotation, base_module=None, *, quote_annotation_strings=True):
    """The text of an annotation in a signature."""
    if not quote_annotation_strings and isinstance(annotation, str):
        return annotation
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return f"{annotation.__module__}.{annotation.__qualname__}"
    return repr(annotation)


class Parameter:
    """A parameter of a signature."""

    __slots__ = ("_name", "_kind", "_default", "_annotation")

    POSITIONAL_ONLY = _POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _VAR_POSITIONAL
    KEYWORD_ONLY = _KEYWORD_ONLY
    VAR_KEYWORD = _VAR_KEYWORD
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        if kind not in _KINDS:
            raise ValueError(f"value {kind!r} is not a valid Parameter.kind")
        kind = _KINDS[int(kind)]
        if default is not _empty and kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            raise ValueError(f"{kind.description} parameters cannot have default values")
        if name is _empty:
            raise ValueError("name is a required attribute for Parameter")
        if not isinstance(name, str):
            raise TypeError(f"name must be a str, not a {type(name).__name__}")
        if name[:1] == "." and name[1:].isdigit():
            # The iterable that a comprehension is called with.
            kind = _POSITIONAL_ONLY
            name = f"implicit{name[1:]}"
        if not name.isidentifier():
            raise ValueError(f"{name!r} is not a valid parameter name")
        self._name = name
        self._kind = kind
        self._default = default
        self._annotation = annotation

    @property
    def name(self):
        return self._name

    @property
    def kind(self):
        return self._kind

    @property
    def default(self):
        return self._default

    @property
    def annotation(self):
        return self._annotation

    def replace(self, *, name=_empty, kind=_empty, annotation=_missing, default=_missing):
        """A copy with some attributes changed."""
        return type(self)(
            self._name if name is _empty else name,
            self._kind if kind is _empty else kind,
            default=self._default if default is _missing else default,
            annotation=self._annotation if annotation is _missing else annotation,
        )

    __replace__ = replace

    def __str__(self):
        return self._text(True)

    def _text(self, quote):
        text = self._name
        if self._annotation is not _empty:
            shown = formatannotation(self._annotation, quote_annotation_strings=quote)
            text = f"{text}: {shown}"
        if self._default is not _empty:
            equals = " = " if self._annotation is not _empty else "="
            text = f"{text}{equals}{self._default!r}"
        if self._kind is _VAR_POSITIONAL:
            return "*" + text
        if self._kind is _VAR_KEYWORD:
            return "**" + text
        return text

    def __repr__(self):
        return f'<{type(self).__name__} "{self}">'

    def __eq__(self, other):
        if not isinstance(other, Parameter):
            return NotImplemented
        return (
            self._name == other._name and self._kind == other._kind
            and self._default == other._default and self._annotation == other._annotation
        )

    def __hash__(self):
        return hash((self._name, self._kind, self._annotation, self._default))


class BoundArguments:
    """Arguments matched to the parameters of a signature."""

    __slots__ = ("arguments", "_signature")

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    @property
    def signature(self):
        return self._signature

    @property
    def args(self):
        """The positional arguments."""
        values = []
        for name, parameter in self._signature.parameters.items():
            if parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY) or name not in self.arguments:
                break
            if parameter.kind is _VAR_POSITIONAL:
                values.extend(self.arguments[name])
            else:
                values.append(self.arguments[name])
        return tuple(values)

    @property
    def kwargs(self):
        """The keyword arguments."""
        values = {}
        by_keyword = False
        for name, parameter in self._signature.parameters.items():
            if parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                by_keyword = True
            elif name not in self.arguments:
                by_keyword = True
                continue
            if not by_keyword or name not in self.arguments:
                continue
            if parameter.kind is _VAR_KEYWORD:
                values.update(self.arguments[name])
            else:
                values[name] = self.arguments[name]
        return values

    def apply_defaults(self):
        """Add the defaults of the parameters that got no argument."""
        complete = {}
        for name, parameter in self._signature.parameters.items():
            if name in self.arguments:
                complete[name] = self.arguments[name]
            elif parameter.default is not _empty:
                complete[name] = parameter.default
            elif parameter.kind is _VAR_POSITIONAL:
                complete[name] = ()
            elif parameter.kind is _VAR_KEYWORD:
                complete[name] = {}
        self.arguments = complete

    def __eq__(self, other):
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self._signature == other._signature and self.arguments == other.arguments

    __hash__ = None

    def __repr__(self):
        shown = ", ".join([f"{name}={value!r}" for name, value in self.arguments.items()])
        return f"<{type(self).__name__} ({shown})>"


class Signature:
    """The parameters and the return annotation of a callable."""

    __slots__ = ("_parameters", "_return_annotation")

    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        found = {}
        last = _POSITIONAL_ONLY
        seen_default = False
        for parameter in parameters or ():
            if parameter.kind < last:
                raise ValueError(
                    f"wrong parameter order: {last.description} parameter before "
                    f"{parameter.kind.description} parameter"
                )
            last = parameter.kind
            if parameter.kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
                if parameter.default is not _empty:
                    seen_default = True
                elif seen_default:
                    raise ValueError("non-default argument follows default argument")
            if parameter.name in found:
                raise ValueError(f"duplicate parameter name: {parameter.name!r}")
            found[parameter.name] = parameter
        self._parameters = types.MappingProxyType(found)
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
        """The signature of a callable."""
        return _signature_of(cls, obj, follow_wrapped, globals, locals, eval_str)

    @property
    def parameters(self):
        return self._parameters

    @property
    def return_annotation(self):
        return self._return_annotation

    def replace(self, *, parameters=_missing, return_annotation=_missing):
        """A copy with other parameters or another return annotation."""
        return type(self)(
            self._parameters.values() if parameters is _missing else parameters,
            return_annotation=(
                self._return_annotation if return_annotation is _missing else return_annotation
            ),
        )

    __replace__ = replace

    def bind(self, /, *args, **kwargs):
        """Match arguments to the parameters, as a call would."""
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        """Match arguments to the parameters; some may be missing."""
        return self._bind(args, kwargs, True)

    def _bind(self, args, kwargs, partial):
        arguments = {}
        kwargs = dict(kwargs)
        given = list(args)
        var_keyword = None
        positional_only_as_keyword = []
        # Whether positional arguments are through. CPython words the complaint about
        # the parameter right behind them differently.
        by_name = False
        for name, parameter in self._parameters.items():
            kind = parameter.kind
            if kind is _VAR_KEYWORD:
                var_keyword = name
                continue
            if kind is _VAR_POSITIONAL:
                if given:
                    arguments[name] = tuple(given)
                    given = []
                by_name = True
                continue
            if kind is not _KEYWORD_ONLY and given:
                if name in kwargs and kind is not _POSITIONAL_ONLY:
                    raise TypeError(f"multiple values for argument {name!r}")
                arguments[name] = given.pop(0)
            elif name in kwargs and kind is not _POSITIONAL_ONLY:
                if given and kind is _KEYWORD_ONLY:
                    raise TypeError("too many positional arguments")
                arguments[name] = kwargs.pop(name)
                by_name = True
            else:
                if given:
                    raise TypeError("too many positional arguments")
                if name in kwargs:
                    positional_only_as_keyword.append(name)
                if not partial and parameter.default is _empty:
                    if name in kwargs:
                        continue
                    how = "" if by_name or kind is not _KEYWORD_ONLY else " keyword-only"
                    raise TypeError(f"missing a required{how} argument: {name!r}")
                by_name = True
        if given:
            raise TypeError("too many positional arguments")
        if kwargs:
            if var_keyword is not None:
                arguments[var_keyword] = kwargs
            elif positional_only_as_keyword:
                shown = ", ".join(positional_only_as_keyword)
                raise TypeError(
                    "got some positional-only arguments passed as keyword arguments: "
                    f"{shown!r}"
                )
            else:
                raise TypeError(f"got an unexpected keyword argument {next(iter(kwargs))!r}")
        return BoundArguments(self, arguments)

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return self._key() == other._key()

    def __hash__(self):
        positional, named, result = self._key()
        return hash((positional, frozenset(named.items()), result))

    def _key(self):
        positional = tuple([
            one for one in self._parameters.values() if one.kind is not _KEYWORD_ONLY
        ])
        named = {
            one.name: one for one in self._parameters.values() if one.kind is _KEYWORD_ONLY
        }
        return positional, named, self._return_annotation

    def __str__(self):
        return self.format()

    def format(self, *, max_width=None, quote_annotation_strings=True):
        """The text of the signature, one parameter a line when it is wider than asked."""
        parts = []
        slash_due = False
        star_due = True
        for parameter in self._parameters.values():
            kind = parameter.kind
            if kind is _POSITIONAL_ONLY:
                slash_due = True
            elif slash_due:
                parts.append("/")
                slash_due = False
            if kind is _VAR_POSITIONAL:
                star_due = False
            elif kind is _KEYWORD_ONLY and star_due:
                parts.append("*")
                star_due = False
            parts.append(parameter._text(quote_annotation_strings))
        if slash_due:
            parts.append("/")
        text = f"({', '.join(parts)})"
        if max_width is not None and len(text) > max_width:
            text = "(\n    " + ",\n    ".join(parts) + "\n)"
        if self._return_annotation is not _empty:
            shown = formatannotation(
                self._return_annotation, quote_annotation_strings=quote_annotation_strings
            )
            text += f" -> {shown}"
        return text

    def __repr__(self):
        return f"<{type(self).__name__} {self}>"


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    """The signature of a callable."""
    return _signature_of(Signature, obj, follow_wrapped, globals, locals, eval_str)


def _signature_of(cls, obj, follow_wrapped, globals, locals, eval_str):
    from functools import partial

    def again(inner):
        return _signature_of(cls, inner, follow_wrapped, globals, locals, eval_str)

    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    if isinstance(obj, MethodType):
        return _without_first(again(obj.__func__))
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda one: hasattr(one, "__signature__"))
        if isinstance(obj, MethodType):
            return again(obj)
    own = getattr(obj, "__signature__", None)
    if own is not None and not isinstance(own, property):
        if not isinstance(own, Signature):
            raise TypeError(f"unexpected object {own!r} in __signature__ attribute")
        return own
    if isinstance(obj, FunctionType):
        return _signature_of_function(cls, obj, globals, locals, eval_str)
    if isinstance(obj, partial):
        return _signature_of_partial(again(obj.func), obj)
    if isinstance(obj, type):
        return _signature_of_class(obj, again)
    if isinstance(
        obj, (BuiltinFunctionType, MethodDescriptorType, WrapperDescriptorType, MethodWrapperType)
    ):
        raise ValueError(f"no signature found for builtin {obj!r}")
    call = getattr(type(obj), "__call__", None)
    if isinstance(call, FunctionType):
        return _without_first(again(call))
    raise ValueError(f"callable {obj!r} is not supported by signature")


def _signature_of_class(cls, again):
    call = getattr(type(cls), "__call__", None)
    if isinstance(call, FunctionType) and type(cls).__call__ is not type.__call__:
        return _without_first(again(call))
    # The first of __new__ and __init__ that the class or a base defines.
    for base in cls.__mro__:
        if base is object:
            break
        new = base.__dict__.get("__new__")
        if new is not None:
            new = getattr(new, "__func__", new)
            if isinstance(new, FunctionType):
                return _without_first(again(new))
        init = base.__dict__.get("__init__")
        if init is not None and callable(init):
            return _without_first(again(init))
        if base.__module__ == "builtins":
            raise ValueError(f"no signature found for builtin type {cls!r}")
    return Signature()


def _without_first(signature):
    parameters = list(signature.parameters.values())
    if not parameters or parameters[0].kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
        raise ValueError("invalid method signature")
    if parameters[0].kind is not _VAR_POSITIONAL:
        del parameters[0]
    return signature.replace(parameters=parameters)


def _signature_of_function(cls, function, globals, locals, eval_str):
    code = function.__code__
    names = code.co_varnames
    count = code.co_argcount
    defaults = function.__defaults__ or ()
    keyword_defaults = function.__kwdefaults__ or {}
    annotations = get_annotations(function, globals=globals, locals=locals, eval_str=eval_str)

    def make(name, kind, default=_empty):
        return Parameter(
            name, kind, default=default, annotation=annotations.get(name, _empty)
        )

    parameters = []
    for index, name in enumerate(names[:count]):
        kind = _POSITIONAL_ONLY if index < code.co_posonlyargcount else _POSITIONAL_OR_KEYWORD
        place = index - (count - len(defaults))
        parameters.append(make(name, kind, defaults[place] if place >= 0 else _empty))
    end = count + code.co_kwonlyargcount
    if code.co_flags & CO_VARARGS:
        parameters.append(make(names[end], _VAR_POSITIONAL))
    for name in names[count:end]:
        parameters.append(make(name, _KEYWORD_ONLY, keyword_defaults.get(name, _empty)))
    if code.co_flags & CO_VARKEYWORDS:
        place = end + bool(code.co_flags & CO_VARARGS)
        parameters.append(make(names[place], _VAR_KEYWORD))
    return cls(parameters, return_annotation=annotations.get("return", _empty))


def _signature_of_partial(inner, partial):
    try:
        bound = inner.bind_partial(*partial.args, **partial.keywords)
    except TypeError as error:
        raise ValueError(f"partial object {partial!r} has incorrect arguments") from error
    parameters = []
    by_keyword = False
    for name, parameter in inner.parameters.items():
        kind = parameter.kind
        if name in partial.keywords and kind in (_POSITIONAL_OR_KEYWORD, _KEYWORD_ONLY):
            # It can still be given, but only by name, as everything behind it.
            by_keyword = True
            parameters.append(
                parameter.replace(kind=_KEYWORD_ONLY, default=partial.keywords[name])
            )
        elif name in bound.arguments and kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
            continue
        elif by_keyword and kind is _POSITIONAL_OR_KEYWORD:
            parameters.append(parameter.replace(kind=_KEYWORD_ONLY))
        elif by_keyword and kind is _VAR_POSITIONAL:
            continue
        else:
            parameters.append(parameter)
    return inner.replace(parameters=parameters)


def getfullargspec(func):
    """The parameters of a function as a named tuple; signature() says more."""
    from collections import namedtuple

    found = signature(func, follow_wrapped=False)
    if isinstance(func, MethodType):
        found = signature(func.__func__, follow_wrapped=False)
    args, varargs, varkw, kwonlyargs = [], None, None, []
    defaults, kwdefaults, annotations = [], {}, {}
    if found.return_annotation is not _empty:
        annotations["return"] = found.return_annotation
    for name, parameter in found.parameters.items():
        kind = parameter.kind
        if kind is _VAR_POSITIONAL:
            varargs = name
        elif kind is _VAR_KEYWORD:
            varkw = name
        elif kind is _KEYWORD_ONLY:
            kwonlyargs.append(name)
            if parameter.default is not _empty:
                kwdefaults[name] = parameter.default
        else:
            args.append(name)
            if parameter.default is not _empty:
                defaults.append(parameter.default)
        if parameter.annotation is not _empty:
            annotations[name] = parameter.annotation
    spec = namedtuple(
        "FullArgSpec", "args varargs varkw defaults kwonlyargs kwonlydefaults annotations"
    )
    return spec(
        args, varargs, varkw, tuple(defaults) or None, kwonlyargs, kwdefaults or None,
        annotations,
    )
