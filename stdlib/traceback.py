"""Tracebacks as text. Laying out an exception is native, in `_traceback`; this is its interface."""

import sys
from _traceback import format_exception as _format

__all__ = [
    "FrameSummary", "StackSummary", "TracebackException", "clear_frames", "extract_stack",
    "extract_tb", "format_exc", "format_exception", "format_exception_only", "format_list",
    "format_stack", "format_tb", "print_exc", "print_exception", "print_last", "print_list",
    "print_stack", "print_tb", "walk_stack", "walk_tb",
]

_HEADER = "Traceback (most recent call last):\n"


class _Missing:
    def __repr__(self):
        return "<implicit>"


_missing = _Missing()


def _exception_of(exc, value, tb):
    """The exception that the arguments (exc) or (type, value, tb) mean, and its traceback."""
    if (value is _missing) != (tb is _missing):
        raise ValueError("Both or neither of value and tb must be given")
    if value is not _missing:
        return value, tb
    if exc is None:
        return None, None
    if not isinstance(exc, BaseException):
        raise TypeError(f"Exception expected for value, {type(exc).__name__} found")
    return exc, exc.__traceback__


def _lines(exc, tb, limit, chain):
    if exc is None:
        return ["NoneType: None\n"]
    own = exc.__traceback__
    if tb is own:
        return _format(exc, limit, chain)
    exc.__traceback__ = tb
    try:
        return _format(exc, limit, chain)
    finally:
        exc.__traceback__ = own


def format_exception(exc, /, value=_missing, tb=_missing, limit=None, chain=True):
    """The text of an exception with its traceback, as a list of strings with newlines."""
    value, tb = _exception_of(exc, value, tb)
    return list(_lines(value, tb, limit, chain))


def print_exception(exc, /, value=_missing, tb=_missing, limit=None, file=None, chain=True):
    """Print an exception with its traceback, to stderr by default."""
    value, tb = _exception_of(exc, value, tb)
    _print(_lines(value, tb, limit, chain), file)


def _print(lines, file):
    file = sys.stderr if file is None else file
    for line in lines:
        print(line, file=file, end="")


def format_exc(limit=None, chain=True):
    """The text that print_exc() would print."""
    exc = sys.exception()
    return "".join(format_exception(exc, limit=limit, chain=chain))


def print_exc(limit=None, file=None, chain=True):
    """Print the exception that is being handled."""
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def print_last(limit=None, file=None, chain=True):
    """Print the last exception that nobody handled."""
    if not hasattr(sys, "last_exc") and not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    print_exception(getattr(sys, "last_exc", None), limit=limit, file=file, chain=chain)


def format_exception_only(exc, /, value=_missing, *, show_group=False):
    """The lines that name an exception, without its traceback."""
    if value is _missing:
        value = exc
    return list(_only(value, show_group, 0))


def _only(exc, show_group, depth):
    if exc is None:
        return ["NoneType: None\n"]
    if isinstance(exc, SyntaxError):
        lines = list(_lines(exc, None, 0, False))
        if lines and lines[0] == _HEADER:
            del lines[0]
    else:
        lines = [_name_and_text(exc)]
        lines.extend(_notes(exc))
    if show_group and isinstance(exc, BaseExceptionGroup):
        for inner in exc.exceptions:
            lines.extend(_only(inner, True, depth + 1))
    if not depth:
        return lines
    indent = " " * (3 * depth)
    return [indent + line for line in lines]


def _name_and_text(exc):
    cls = type(exc)
    module = cls.__module__
    name = cls.__qualname__
    if module not in ("__main__", "builtins"):
        if not isinstance(module, str):
            module = "<unknown>"
        name = f"{module}.{name}"
    try:
        text = str(exc)
    except Exception:
        text = "<exception str() failed>"
    return f"{name}: {text}\n" if text else f"{name}\n"


def _notes(exc):
    notes = getattr(exc, "__notes__", None)
    if notes is None:
        return
    if isinstance(notes, (list, tuple)):
        for note in notes:
            try:
                text = str(note)
            except Exception:
                text = "<note str() failed>"
            for line in text.split("\n"):
                yield line + "\n"
    else:
        yield f"{notes!r}\n"


# Stacks.

class FrameSummary:
    """One entry of a stack: file, line, function."""

    __slots__ = (
        "filename", "lineno", "name", "end_lineno", "colno", "end_colno", "locals", "_line",
        "_text",
    )

    def __init__(
        self, filename, lineno, name, *, lookup_line=True, locals=None, line=None,
        end_lineno=None, colno=None, end_colno=None,
    ):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self.locals = None
        if locals is not None:
            self.locals = {key: _safe_repr(value) for key, value in locals.items()}
        self._line = line
        # The entry as the interpreter lays it out, with its carets.
        self._text = None
        if lookup_line:
            self.line

    @property
    def line(self):
        """The source line, stripped; None without a line number."""
        if self._line is None:
            if self.lineno is None:
                return None
            self._line = _source_line(self.filename, self.lineno)
        return self._line.strip()

    def _as_tuple(self):
        return self.filename, self.lineno, self.name, self.line

    def __iter__(self):
        return iter(self._as_tuple())

    def __getitem__(self, index):
        return self._as_tuple()[index]

    def __len__(self):
        return 4

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return self._as_tuple() == other._as_tuple() and self.locals == other.locals
        if isinstance(other, tuple):
            return self._as_tuple() == other
        return NotImplemented

    __hash__ = None

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


def _safe_repr(value):
    try:
        return repr(value)
    except Exception:
        return "<local repr() failed>"


def _source_line(filename, lineno):
    try:
        import linecache
    except ImportError:
        return ""
    return linecache.getline(filename, lineno)


class StackSummary(list):
    """A list of FrameSummary objects, the outermost first."""

    @classmethod
    def extract(cls, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        """Make a stack of pairs (frame, line number)."""
        pairs = _limited(list(frame_gen), limit)
        return cls([
            FrameSummary(
                frame.f_code.co_filename, lineno, frame.f_code.co_name,
                lookup_line=lookup_lines, locals=frame.f_locals if capture_locals else None,
            )
            for frame, lineno in pairs
        ])

    @classmethod
    def from_list(cls, a_list):
        """Make a stack of FrameSummary objects or tuples (file, line, name, source)."""
        made = cls()
        for entry in a_list:
            if not isinstance(entry, FrameSummary):
                filename, lineno, name, line = entry
                entry = FrameSummary(filename, lineno, name, line=line)
            made.append(entry)
        return made

    def format_frame_summary(self, frame_summary, **kwargs):
        """The text of one entry."""
        if frame_summary._text is not None and not frame_summary.locals:
            return frame_summary._text
        filename = frame_summary.filename
        if filename.startswith("<stdin-") and filename.endswith(">"):
            filename = "<stdin>"
        text = f'  File "{filename}", line {frame_summary.lineno}, in {frame_summary.name}\n'
        if frame_summary.line:
            text += f"    {frame_summary.line}\n"
        for name, value in sorted((frame_summary.locals or {}).items()):
            text += f"    {name} = {value}\n"
        return text

    def format(self, **kwargs):
        """The texts of the entries; a long run of equal ones is cut short."""
        lines = []
        last = None
        count = 0
        for entry in self:
            place = (entry.filename, entry.lineno, entry.name)
            if place != last:
                lines.extend(_repetition(count))
                last = place
                count = 0
            count += 1
            if count <= _SHOWN_REPEATS:
                lines.append(self.format_frame_summary(entry, **kwargs))
        lines.extend(_repetition(count))
        return lines


_SHOWN_REPEATS = 3


def _repetition(count):
    extra = count - _SHOWN_REPEATS
    if extra <= 0:
        return ()
    return (f"  [Previous line repeated {extra} more time{'s' if extra > 1 else ''}]\n",)


def _limited(entries, limit):
    if limit is None:
        limit = getattr(sys, "tracebacklimit", None)
        if limit is not None and limit < 0:
            limit = 0
    if limit is None:
        return entries
    if limit >= 0:
        return entries[:limit]
    return entries[limit:]


def walk_tb(tb):
    """The pairs (frame, line number) of a traceback, the outermost first."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def walk_stack(f):
    """The pairs (frame, line number) from a frame outwards; None means the caller's."""
    if f is None:
        f = sys._getframe(1)
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


class _Carrier(Exception):
    """Carries a traceback to the native formatter."""


def _tb_texts(tb, limit):
    """The texts of the entries of a traceback, as the interpreter lays them out."""
    if tb is None:
        return []
    carrier = _Carrier()
    carrier.__traceback__ = tb
    texts = []
    for line in "".join(_format(carrier, limit, False)).splitlines(True)[1:-1]:
        if line.startswith(('  File "', "  [Previous line repeated")) or not texts:
            texts.append(line)
        else:
            texts[-1] += line
    return texts


def extract_tb(tb, limit=None):
    """The entries of a traceback, as a StackSummary."""
    stack = StackSummary.extract(walk_tb(tb), limit=limit)
    texts = _tb_texts(tb, limit)
    if len(texts) == len(stack):
        for entry, text in zip(stack, texts):
            if not text.startswith("  ["):
                entry._text = text
    return stack


def format_tb(tb, limit=None):
    """The texts of the entries of a traceback."""
    return _tb_texts(tb, limit)


def print_tb(tb, limit=None, file=None):
    """Print the entries of a traceback, to stderr by default."""
    _print(_tb_texts(tb, limit), file)


def extract_stack(f=None, limit=None):
    """The entries of the stack of a frame, by default of the caller."""
    if f is None:
        f = sys._getframe(1)
    # The limit counts from the innermost frame.
    pairs = _limited(list(walk_stack(f)), limit)
    stack = StackSummary.extract(pairs, limit=len(pairs))
    stack.reverse()
    return stack


def format_stack(f=None, limit=None):
    """The texts of the entries of a stack."""
    if f is None:
        f = sys._getframe(1)
    return extract_stack(f, limit).format()


def print_stack(f=None, limit=None, file=None):
    """Print the entries of a stack, to stderr by default."""
    if f is None:
        f = sys._getframe(1)
    _print(extract_stack(f, limit).format(), file)


def format_list(extracted_list):
    """The texts of entries, given as FrameSummary objects or tuples."""
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    """Print entries, to stderr by default."""
    _print(format_list(extracted_list), file)


def clear_frames(tb):
    """Drop the local variables of the frames of a traceback."""
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            # The frame is still running.
            pass
        tb = tb.tb_next


class TracebackException:
    """An exception with its traceback, laid out when this object is made."""

    def __init__(
        self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True,
        capture_locals=False, compact=False, max_group_width=15, max_group_depth=10,
        save_exc_type=True, _seen=None,
    ):
        seen = set() if _seen is None else _seen
        seen.add(id(exc_value))
        options = {
            "limit": limit, "lookup_lines": lookup_lines, "capture_locals": capture_locals,
            "_seen": seen,
        }
        self.stack = extract_tb(exc_traceback, limit)
        if capture_locals:
            self.stack = StackSummary.extract(
                walk_tb(exc_traceback), limit=limit, lookup_lines=lookup_lines,
                capture_locals=True,
            )
        self._exc_type = exc_type if save_exc_type else None
        self.exc_type_qualname = exc_type.__qualname__
        self.exc_type_module = exc_type.__module__
        try:
            self._str = str(exc_value)
        except Exception:
            self._str = "<exception str() failed>"
        self.__notes__ = getattr(exc_value, "__notes__", None)
        if isinstance(exc_value, SyntaxError):
            self.filename = exc_value.filename
            self.lineno = None if exc_value.lineno is None else str(exc_value.lineno)
            self.text = exc_value.text
            self.offset = exc_value.offset
            self.msg = exc_value.msg
        self._only = list(_only(exc_value, False, 0))
        self._chained = list(_lines(exc_value, exc_traceback, limit, True))
        self._alone = list(_lines(exc_value, exc_traceback, limit, False))
        self.__suppress_context__ = exc_value is not None and exc_value.__suppress_context__
        self.__cause__ = self._related(getattr(exc_value, "__cause__", None), options)
        self.__context__ = self._related(getattr(exc_value, "__context__", None), options)
        self.exceptions = None
        if isinstance(exc_value, BaseExceptionGroup):
            self.exceptions = [
                type(self)(type(inner), inner, inner.__traceback__, **options)
                for inner in exc_value.exceptions
            ]

    def _related(self, exc, options):
        if exc is None or id(exc) in options["_seen"]:
            return None
        return type(self)(type(exc), exc, exc.__traceback__, **options)

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        """Make one from an exception and its own traceback."""
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    @property
    def exc_type(self):
        import warnings

        warnings.warn(
            "Deprecated in 3.13. Use exc_type_str instead.", DeprecationWarning, stacklevel=2
        )
        return self._exc_type

    @property
    def exc_type_str(self):
        if self.exc_type_module in ("__main__", "builtins"):
            return self.exc_type_qualname
        return f"{self.exc_type_module}.{self.exc_type_qualname}"

    def format_exception_only(self, *, show_group=False, **kwargs):
        """The lines that name the exception."""
        yield from self._only
        if show_group and self.exceptions:
            for inner in self.exceptions:
                for line in inner.format_exception_only(show_group=True):
                    yield "   " + line

    def format(self, *, chain=True, **kwargs):
        """The whole text, by lines."""
        yield from self._chained if chain else self._alone

    def print(self, *, file=None, chain=True, **kwargs):
        """Print the whole text, to stderr by default."""
        _print(self.format(chain=chain), file)

    def __eq__(self, other):
        if isinstance(other, TracebackException):
            return self._chained == other._chained
        return NotImplemented

    __hash__ = None

    def __str__(self):
        return self._str
