"""Warnings: messages that a program prints, ignores or turns into exceptions, by filters."""

import sys

__all__ = [
    "catch_warnings", "deprecated", "filterwarnings", "formatwarning", "resetwarnings",
    "showwarning", "simplefilter", "warn", "warn_explicit",
]

_ACTIONS = ("error", "ignore", "always", "all", "default", "module", "once")

# Tuples (action, message pattern, category, module pattern, line number), tried in
# order. A pattern is None, or a string that has to be equal, or a compiled regex.
filters = [
    ("default", None, DeprecationWarning, "__main__", 0),
    ("ignore", None, DeprecationWarning, None, 0),
    ("ignore", None, PendingDeprecationWarning, None, 0),
    ("ignore", None, ImportWarning, None, 0),
    ("ignore", None, ResourceWarning, None, 0),
]
defaultaction = "default"
onceregistry = {}

# Counts the changes of the filters: registries of what has been shown start anew.
_filters_version = 1


def _filters_mutated():
    global _filters_version
    _filters_version += 1


class WarningMessage:
    """What is known about one warning."""

    _WARNING_DETAILS = (
        "message", "category", "filename", "lineno", "file", "line", "source",
    )

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return (
            f"{{message : {self.message!r}, category : {self._category_name!r}, "
            f"filename : {self.filename!r}, lineno : {self.lineno}, line : {self.line!r}}}"
        )

    def __repr__(self):
        return f"<{type(self).__qualname__} {self}>"


def showwarning(message, category, filename, lineno, file=None, line=None):
    """Write a warning to a file, to stderr by default."""
    _write(WarningMessage(message, category, filename, lineno, file, line))


def formatwarning(message, category, filename, lineno, line=None):
    """The text of a warning, with the source line when it can be had."""
    text = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    if line is None:
        line = _source_line(filename, lineno)
    line = line.strip() if line else ""
    return f"{text}  {line}\n" if line else text


_own_showwarning = showwarning
_own_formatwarning = formatwarning


def _source_line(filename, lineno):
    try:
        import linecache
    except ImportError:
        return None
    try:
        return linecache.getline(filename, lineno)
    except Exception:
        # At the end of the program too little may be left to read files.
        return None


def _write(details):
    file = details.file
    if file is None:
        file = sys.stderr
        if file is None:
            return
    # A program may put its own function in the place of formatwarning().
    text = formatwarning(
        details.message, details.category, details.filename, details.lineno, details.line
    )
    try:
        file.write(text)
    except OSError:
        # Nowhere to complain about it.
        pass


def _show(details):
    if showwarning is not _own_showwarning:
        if not callable(showwarning):
            raise TypeError("warnings.showwarning() must be set to a function or method")
        showwarning(
            details.message, details.category, details.filename, details.lineno,
            details.file, details.line,
        )
    else:
        _write(details)


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    """Add a filter; `message` and `module` are regular expressions."""
    _check_filter(action, lineno)
    if not isinstance(message, str):
        raise TypeError("message must be a string")
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError("category must be a Warning subclass")
    if not isinstance(module, str):
        raise TypeError("module must be a string")
    if message or module:
        import re

        message = re.compile(message, re.I) if message else None
        module = re.compile(module) if module else None
    _add_filter((action, message or None, category, module or None, lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Add a filter for all modules and messages."""
    _check_filter(action, lineno)
    _add_filter((action, None, category, None, lineno), append)


def _check_filter(action, lineno):
    if action not in _ACTIONS:
        raise ValueError(f"invalid action: {action!r}")
    if not isinstance(lineno, int):
        raise TypeError("lineno must be an int")
    if lineno < 0:
        raise ValueError("lineno must be an int >= 0")


def _add_filter(entry, append):
    if append:
        if entry not in filters:
            filters.append(entry)
    else:
        if entry in filters:
            filters.remove(entry)
        filters.insert(0, entry)
    _filters_mutated()


def resetwarnings():
    """Remove all filters."""
    filters[:] = []
    _filters_mutated()


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    """Issue a warning, as if from the line `stacklevel` calls up."""
    if isinstance(message, Warning):
        category = message.__class__
    elif category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(
            f"category must be a Warning subclass, not '{type(category).__name__}'"
        )
    if not isinstance(skip_file_prefixes, tuple):
        raise TypeError("skip_file_prefixes must be a tuple of strs.")
    if skip_file_prefixes:
        stacklevel = max(2, stacklevel)
    try:
        frame = sys._getframe(1)
        for _ in range(stacklevel - 1):
            frame = frame.f_back
            while frame is not None and skip_file_prefixes and frame.f_code.co_filename.startswith(
                skip_file_prefixes
            ):
                frame = frame.f_back
            if frame is None:
                raise ValueError
    except ValueError:
        module_globals, filename, lineno = sys.__dict__, "<sys>", 0
    else:
        module_globals = frame.f_globals
        filename = frame.f_code.co_filename
        lineno = frame.f_lineno
    registry = module_globals.setdefault("__warningregistry__", {})
    warn_explicit(
        message, category, filename, lineno, module_globals.get("__name__", "<string>"),
        registry, module_globals, source,
    )


def _matches(pattern, text):
    if pattern is None:
        return True
    if isinstance(pattern, str):
        return pattern == text
    return pattern.match(text) is not None


def warn_explicit(
    message, category, filename, lineno, module=None, registry=None, module_globals=None,
    source=None,
):
    """Issue a warning for a given place."""
    lineno = int(lineno)
    if module is None:
        module = filename or "<unknown>"
        if module[-3:].lower() == ".py":
            module = module[:-3]
    if registry is None:
        registry = {}
    if registry.get("version", 0) != _filters_version:
        registry.clear()
        registry["version"] = _filters_version
    if isinstance(message, Warning):
        text = str(message)
        category = message.__class__
    else:
        text = message
        message = category(message)
    key = (text, category, lineno)
    if registry.get(key):
        return
    action = defaultaction
    for entry in filters:
        chosen, message_pattern, wanted, module_pattern, line = entry
        if (
            _matches(message_pattern, text) and issubclass(category, wanted)
            and _matches(module_pattern, module) and (line == 0 or line == lineno)
        ):
            action = chosen
            break
    if action == "ignore":
        return
    if action == "error":
        raise message
    if action == "once":
        registry[key] = 1
        if onceregistry.get((text, category)):
            return
        onceregistry[text, category] = 1
    elif action == "module":
        registry[key] = 1
        if registry.get((text, category, 0)):
            return
        registry[text, category, 0] = 1
    elif action == "default":
        registry[key] = 1
    elif action not in ("always", "all"):
        raise RuntimeError(f"Unrecognized action ({action!r}) in warnings.filters:\n {entry}")
    _showwarnmsg(WarningMessage(message, category, filename, lineno, source=source))


def _showwarnmsg(details):
    _show(details)


class catch_warnings:
    """A context manager that restores the filters; with record=True it collects warnings."""

    def __init__(
        self, *, record=False, module=None, action=None, category=Warning, lineno=0,
        append=False,
    ):
        self._record = record
        self._module = sys.modules["warnings"] if module is None else module
        self._entered = False
        self._filter = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        args = []
        if self._record:
            args.append("record=True")
        if self._module is not sys.modules["warnings"]:
            args.append(f"module={self._module!r}")
        return f"{type(self).__name__}({', '.join(args)})"

    def __enter__(self):
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        module = self._module
        self._saved = module.filters, module.showwarning, module._showwarnmsg
        module.filters = module.filters[:]
        module._filters_mutated()
        collected = None
        if self._record:
            collected = []
            module._showwarnmsg = collected.append
            # So that a showwarning() of the program does not get them as well.
            module.showwarning = module._own_showwarning
        if self._filter is not None:
            simplefilter(*self._filter)
        return collected

    def __exit__(self, *exc_info):
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        module = self._module
        module.filters, module.showwarning, module._showwarnmsg = self._saved
        module._filters_mutated()


class deprecated:
    """A decorator that warns at each use of a class or call of a function."""

    def __init__(self, message, /, *, category=DeprecationWarning, stacklevel=1):
        if not isinstance(message, str):
            raise TypeError(
                f"Expected an object of type str for 'message', not {type(message).__name__!r}"
            )
        self.message = message
        self.category = category
        self.stacklevel = stacklevel

    def __call__(self, arg, /):
        message, category, stacklevel = self.message, self.category, self.stacklevel
        if category is None:
            arg.__deprecated__ = message
            return arg
        if isinstance(arg, type):
            return self._decorate_class(arg)
        if not callable(arg):
            raise TypeError(
                "@deprecated decorator with non-None category must be applied to "
                f"a class or callable, not {arg!r}"
            )
        import functools
        import inspect

        @functools.wraps(arg)
        def wrapper(*args, **kwargs):
            warn(message, category=category, stacklevel=stacklevel + 1)
            return arg(*args, **kwargs)

        if inspect.iscoroutinefunction(arg):
            wrapper = inspect.markcoroutinefunction(wrapper)
        arg.__deprecated__ = wrapper.__deprecated__ = message
        return wrapper

    def _decorate_class(self, cls):
        message, category, stacklevel = self.message, self.category, self.stacklevel
        new = cls.__new__
        init_subclass = cls.__init_subclass__

        def __new__(made, /, *args, **kwargs):
            if made is cls:
                warn(message, category=category, stacklevel=stacklevel + 1)
            if new is not object.__new__:
                return new(made, *args, **kwargs)
            if made.__init__ is object.__init__ and (args or kwargs):
                raise TypeError(f"{made.__name__}() takes no arguments")
            return new(made)

        cls.__new__ = staticmethod(__new__)
        plain = getattr(init_subclass, "__func__", None)

        def __init_subclass__(made, *args, **kwargs):
            warn(message, category=category, stacklevel=stacklevel + 1)
            if plain is not None:
                return plain(made, *args, **kwargs)
            return init_subclass(*args, **kwargs)

        cls.__init_subclass__ = classmethod(__init_subclass__)
        cls.__deprecated__ = message
        __new__.__deprecated__ = __init_subclass__.__deprecated__ = message
        return cls


def _warn_unawaited_coroutine(coro):
    warn(
        f"coroutine '{coro.__qualname__}' was never awaited",
        category=RuntimeWarning, stacklevel=2, source=coro,
    )


def _process_options(options):
    """Filters from -W and PYTHONWARNINGS: action:message:category:module:line."""
    for option in options:
        try:
            _add_option(option)
        except ValueError as error:
            print(f"Invalid -W option ignored: {error}", file=sys.stderr)


def _add_option(option):
    parts = [part.strip() for part in option.split(":")]
    if len(parts) > 5:
        raise ValueError(f"too many fields (max 5): {option!r}")
    action, message, category, module, line = parts + [""] * (5 - len(parts))
    action = action or "default"
    matching = [known for known in _ACTIONS if known.startswith(action)]
    if not matching:
        raise ValueError(f"invalid action: {action!r}")
    if category:
        module_name, _, name = category.rpartition(".")
        holder = __import__(module_name or "builtins", None, None, [name])
        category = getattr(holder, name, None)
        if not (isinstance(category, type) and issubclass(category, Warning)):
            raise ValueError(f"unknown warning category: {name!r}")
    else:
        category = Warning
    if line and not line.isdigit():
        raise ValueError(f"invalid lineno {line!r}")
    if message:
        import re

        message = re.compile(re.escape(message), re.I)
    _add_filter(
        (matching[0], message or None, category, module or None, int(line or 0)), False
    )


if getattr(sys, "warnoptions", None):
    _process_options(sys.warnoptions)
