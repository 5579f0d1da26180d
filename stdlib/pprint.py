"""Data structures laid out over several lines, so that they can be read."""

import sys
import types
from io import StringIO

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
           underscore_numbers=False):
    """Print an object, laid out, to `stream`, by default standard output."""
    PrettyPrinter(stream=stream, indent=indent, width=width, depth=depth, compact=compact, sort_dicts=sort_dicts,
                  underscore_numbers=underscore_numbers).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    """Return the text that pprint() prints."""
    return PrettyPrinter(indent=indent, width=width, depth=depth, compact=compact, sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    """Print an object, laid out, with dicts in their own order."""
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    """Return the repr of an object on one line, safe for objects that contain themselves."""
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[0]


def isreadable(object):
    """Return whether eval() can make the object from its saferepr()."""
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[1]


def isrecursive(object):
    """Return whether the object contains itself."""
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[2]


class _SafeKey:
    """Orders any two objects: those that cannot be compared, by type and identity."""

    __slots__ = ("obj",)

    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        try:
            return self.obj < other.obj
        except TypeError:
            return (str(type(self.obj)), id(self.obj)) < (str(type(other.obj)), id(other.obj))


def _safe_item_key(item):
    return _SafeKey(item[0]), _SafeKey(item[1])


class PrettyPrinter:
    """Lays out objects; see the arguments of pprint()."""

    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
                 underscore_numbers=False):
        indent = int(indent)
        width = int(width)
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._depth = depth
        self._indent_per_level = indent
        self._width = width
        self._stream = stream if stream is not None else sys.stdout
        self._compact = bool(compact)
        self._sort_dicts = sort_dicts
        self._underscore_numbers = underscore_numbers

    def pprint(self, object):
        if self._stream is not None:
            self._format(object, self._stream, 0, 0, {}, 0)
            self._stream.write("\n")

    def pformat(self, object):
        stream = StringIO()
        self._format(object, stream, 0, 0, {}, 0)
        return stream.getvalue()

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        _, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def format(self, object, context, maxlevels, level):
        """Return (text on one line, whether it can be evaluated, whether it contains itself). For overriding."""
        return self._safe_repr(object, context, maxlevels, level)

    # In the methods below: `indent` is the column of the object's first character, `allowance` the number of characters
    # that follow it on its last line, `context` has the ids of the objects it is inside of.

    def _format(self, object, stream, indent, allowance, context, level):
        key = id(object)
        if key in context:
            stream.write(_recursion(object))
            return
        text = self._repr(object, context, level)
        room = self._width - indent - allowance
        if len(text) > room:
            layout = self._dispatch.get(type(object).__repr__)
            if layout is None and _is_plain_dataclass(object):
                layout = PrettyPrinter._pprint_dataclass
            if layout is not None:
                context[key] = 1
                layout(self, object, stream, indent, allowance, context, level + 1)
                del context[key]
                return
        stream.write(text)

    def _repr(self, object, context, level):
        return self.format(object, context.copy(), self._depth, level)[0]

    def _format_items(self, items, stream, indent, allowance, context, level):
        """Write items after an opening bracket: one a line, or as many as fit where the layout is compact."""
        indent += self._indent_per_level
        if self._indent_per_level > 1:
            stream.write((self._indent_per_level - 1) * " ")
        delimiter = ""
        new_line = ",\n" + " " * indent
        width = room = self._width - indent + 1
        pending = list(items)
        last = len(pending) - 1
        for position, item in enumerate(pending):
            if position == last:
                room -= allowance
                width -= allowance
            if self._compact:
                text = self._repr(item, context, level)
                needed = len(text) + 2
                if room < needed:
                    room = width
                    if delimiter:
                        delimiter = new_line
                if room >= needed:
                    room -= needed
                    stream.write(delimiter)
                    delimiter = ", "
                    stream.write(text)
                    continue
            stream.write(delimiter)
            delimiter = new_line
            self._format(item, stream, indent, allowance if position == last else 1, context, level)

    def _format_dict_items(self, items, stream, indent, allowance, context, level):
        indent += self._indent_per_level
        last = len(items) - 1
        for position, (key, value) in enumerate(items):
            text = self._repr(key, context, level)
            stream.write(text)
            stream.write(": ")
            self._format(value, stream, indent + len(text) + 2, allowance if position == last else 1, context, level)
            if position != last:
                stream.write(",\n" + " " * indent)

    def _format_namespace_items(self, items, stream, indent, allowance, context, level):
        last = len(items) - 1
        for position, (name, value) in enumerate(items):
            stream.write(f"{name}=")
            if id(value) in context:
                # An object that contains itself is shown by three dots, as its own repr does.
                stream.write("...")
            else:
                self._format(value, stream, indent + len(name) + 1, allowance if position == last else 1, context,
                             level)
            if position != last:
                stream.write(",\n" + " " * indent)

    # Layouts, by the __repr__ of the type.

    _dispatch = {}

    def _pprint_dict(self, object, stream, indent, allowance, context, level):
        stream.write("{")
        if self._indent_per_level > 1:
            stream.write((self._indent_per_level - 1) * " ")
        if object:
            items = sorted(object.items(), key=_safe_item_key) if self._sort_dicts else list(object.items())
            self._format_dict_items(items, stream, indent, allowance + 1, context, level)
        stream.write("}")

    _dispatch[dict.__repr__] = _pprint_dict

    def _pprint_list(self, object, stream, indent, allowance, context, level):
        stream.write("[")
        self._format_items(object, stream, indent, allowance + 1, context, level)
        stream.write("]")

    _dispatch[list.__repr__] = _pprint_list

    def _pprint_tuple(self, object, stream, indent, allowance, context, level):
        stream.write("(")
        closing = ",)" if len(object) == 1 else ")"
        self._format_items(object, stream, indent, allowance + len(closing), context, level)
        stream.write(closing)

    _dispatch[tuple.__repr__] = _pprint_tuple

    def _pprint_set(self, object, stream, indent, allowance, context, level):
        if not object:
            stream.write(repr(object))
            return
        cls = type(object)
        if cls is set:
            stream.write("{")
            closing = "}"
        else:
            stream.write(cls.__name__ + "({")
            closing = "})"
            indent += len(cls.__name__) + 1
        self._format_items(sorted(object, key=_SafeKey), stream, indent, allowance + len(closing), context, level)
        stream.write(closing)

    _dispatch[set.__repr__] = _pprint_set
    _dispatch[frozenset.__repr__] = _pprint_set

    def _pprint_str(self, object, stream, indent, allowance, context, level):
        """Write a long str as several literals, cut at line ends and spaces."""
        if not object:
            stream.write(repr(object))
            return
        outermost = level == 1
        if outermost:
            indent += 1
            allowance += 1
        width = max_width = self._width - indent
        chunks = []
        lines = object.splitlines(True)
        for position, line in enumerate(lines):
            text = repr(line)
            if position == len(lines) - 1:
                max_width -= allowance
            if len(text) <= max_width:
                chunks.append(text)
                continue
            # A line that is too long is cut after runs of whitespace.
            parts = _words_with_space(line)
            max_width = width
            current = ""
            for index, part in enumerate(parts):
                candidate = current + part
                last = index == len(parts) - 1 and position == len(lines) - 1
                if len(repr(candidate)) > max_width - (allowance if last else 0):
                    if current:
                        chunks.append(repr(current))
                    current = part
                else:
                    current = candidate
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            stream.write(chunks[0])
            return
        if outermost:
            stream.write("(")
        stream.write(("\n" + " " * indent).join(chunks))
        if outermost:
            stream.write(")")

    _dispatch[str.__repr__] = _pprint_str

    def _pprint_bytes(self, object, stream, indent, allowance, context, level):
        if len(object) <= 4:
            stream.write(repr(object))
            return
        outermost = level == 1
        if outermost:
            indent += 1
            allowance += 1
            stream.write("(")
        stream.write(("\n" + " " * indent).join(_bytes_pieces(object, self._width - indent, allowance)))
        if outermost:
            stream.write(")")

    _dispatch[bytes.__repr__] = _pprint_bytes

    def _pprint_bytearray(self, object, stream, indent, allowance, context, level):
        stream.write("bytearray(")
        self._pprint_bytes(bytes(object), stream, indent + 10, allowance + 1, context, level + 1)
        stream.write(")")

    _dispatch[bytearray.__repr__] = _pprint_bytearray

    def _pprint_mappingproxy(self, object, stream, indent, allowance, context, level):
        stream.write("mappingproxy(")
        self._format(object.copy(), stream, indent + 13, allowance + 1, context, level)
        stream.write(")")

    _dispatch[types.MappingProxyType.__repr__] = _pprint_mappingproxy

    def _pprint_namespace(self, object, stream, indent, allowance, context, level):
        cls = type(object)
        name = "namespace" if cls is types.SimpleNamespace else cls.__name__
        stream.write(name + "(")
        self._format_namespace_items(list(object.__dict__.items()), stream, indent + len(name) + 1, allowance,
                                     context, level)
        stream.write(")")

    _dispatch[types.SimpleNamespace.__repr__] = _pprint_namespace

    def _pprint_dataclass(self, object, stream, indent, allowance, context, level):
        from dataclasses import fields
        name = type(object).__name__
        items = [(field.name, getattr(object, field.name)) for field in fields(object) if field.repr]
        stream.write(name + "(")
        self._format_namespace_items(items, stream, indent + len(name) + 1, allowance, context, level)
        stream.write(")")

    # One line.

    def _safe_repr(self, object, context, maxlevels, level):
        """Return (text, whether it can be evaluated, whether it contains itself)."""
        cls = type(object)
        if cls in _SCALARS:
            return repr(object), True, False
        method = getattr(cls, "__repr__", None)
        if issubclass(cls, int) and method is int.__repr__:
            return (f"{object:_d}" if self._underscore_numbers else repr(object)), True, False
        if issubclass(cls, dict) and method is dict.__repr__:
            return self._safe_repr_of(object, context, maxlevels, level, "{", "}")
        if issubclass(cls, list) and method is list.__repr__:
            return self._safe_repr_of(object, context, maxlevels, level, "[", "]")
        if issubclass(cls, tuple) and method is tuple.__repr__:
            return self._safe_repr_of(object, context, maxlevels, level, "(", ",)" if len(object) == 1 else ")")
        text = repr(object)
        return text, bool(text) and not text.startswith("<"), False

    def _safe_repr_of(self, object, context, maxlevels, level, opening, closing):
        if not object:
            return opening + closing[-1], True, False
        key = id(object)
        if maxlevels and level >= maxlevels:
            return f"{opening}...{closing}", False, key in context
        if key in context:
            return _recursion(object), False, True
        context[key] = 1
        readable = True
        recursive = False

        def part(inner):
            nonlocal readable, recursive
            text, inner_readable, inner_recursive = self.format(inner, context, maxlevels, level + 1)
            readable = readable and inner_readable
            recursive = recursive or inner_recursive
            return text

        if opening == "{":
            items = sorted(object.items(), key=_safe_item_key) if self._sort_dicts else object.items()
            parts = [f"{part(item_key)}: {part(value)}" for item_key, value in items]
        else:
            parts = [part(item) for item in object]
        del context[key]
        return opening + ", ".join(parts) + closing, readable, recursive


_SCALARS = frozenset({str, bytes, bytearray, float, complex, bool, type(None)})


def _recursion(object):
    return f"<Recursion on {type(object).__name__} with id={id(object)}>"


def _is_plain_dataclass(object):
    """Whether the object is of a dataclass whose repr is the generated one."""
    if isinstance(object, type) or not hasattr(type(object), "__dataclass_fields__"):
        return False
    # The generated method is known by the variable with which it protects itself from recursion.
    code = getattr(type(object).__repr__, "__code__", None)
    return "__dataclass_shown__" in getattr(code, "co_freevars", ())


def _words_with_space(line):
    """Cut a line into pieces, each a run of other characters with the whitespace after it."""
    pieces = []
    start = 0
    while start < len(line):
        end = start
        while end < len(line) and not line[end].isspace():
            end += 1
        while end < len(line) and line[end].isspace():
            end += 1
        pieces.append(line[start:end])
        start = end
    return pieces


def _bytes_pieces(object, width, allowance):
    """Yield literals for bytes, in steps of four bytes."""
    current = b""
    last = len(object) // 4 * 4
    for position in range(0, len(object), 4):
        part = object[position:position + 4]
        candidate = current + part
        if position == last:
            width -= allowance
        if len(repr(candidate)) > width:
            if current:
                yield repr(current)
            current = part
        else:
            current = candidate
    if current:
        yield repr(current)


# Layouts of the types of `collections`.


def _register_collections():
    import collections

    def ordered_dict(self, object, stream, indent, allowance, context, level):
        if not object:
            stream.write(repr(object))
            return
        name = type(object).__name__
        stream.write(name + "(")
        self._format(list(object.items()), stream, indent + len(name) + 1, allowance + 1, context, level)
        stream.write(")")

    def default_dict(self, object, stream, indent, allowance, context, level):
        if not object:
            stream.write(repr(object))
            return
        factory = self._repr(object.default_factory, context, level)
        name = type(object).__name__
        indent += len(name) + 1
        stream.write(f"{name}({factory},\n{' ' * indent}")
        self._pprint_dict(object, stream, indent, allowance + 1, context, level)
        stream.write(")")

    def counter(self, object, stream, indent, allowance, context, level):
        if not object:
            stream.write(repr(object))
            return
        name = type(object).__name__
        stream.write(name + "({")
        if self._indent_per_level > 1:
            stream.write((self._indent_per_level - 1) * " ")
        self._format_dict_items(object.most_common(), stream, indent + len(name) + 1, allowance + 2, context, level)
        stream.write("})")

    def chain_map(self, object, stream, indent, allowance, context, level):
        name = type(object).__name__
        stream.write(name + "(")
        indent += len(name) + 1
        for position, mapping in enumerate(object.maps):
            if position == len(object.maps) - 1:
                self._format(mapping, stream, indent, allowance + 1, context, level)
                stream.write(")")
            else:
                self._format(mapping, stream, indent, 1, context, level)
                stream.write(",\n" + " " * indent)

    def deque(self, object, stream, indent, allowance, context, level):
        if not object:
            stream.write(repr(object))
            return
        name = type(object).__name__
        stream.write(name + "(")
        indent += len(name) + 1
        stream.write("[")
        if object.maxlen is None:
            self._format_items(object, stream, indent, allowance + 2, context, level)
            stream.write("])")
        else:
            self._format_items(object, stream, indent, 2, context, level)
            stream.write(f"],\n{' ' * indent}maxlen={self._repr(object.maxlen, context, level)})")

    def wrapper(self, object, stream, indent, allowance, context, level):
        self._format(object.data, stream, indent, allowance, context, level - 1)

    for cls, layout in (
        (collections.OrderedDict, ordered_dict),
        (collections.defaultdict, default_dict),
        (collections.Counter, counter),
        (collections.ChainMap, chain_map),
        (collections.deque, deque),
        (collections.UserDict, wrapper),
        (collections.UserList, wrapper),
        (collections.UserString, wrapper),
    ):
        PrettyPrinter._dispatch[cls.__repr__] = layout


_register_collections()
