"""String constants, `$`-templates and the class behind str.format that can be inherited from."""

__all__ = [
    "ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits",
    "printable", "punctuation", "whitespace", "Formatter", "Template",
]

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdefABCDEF"
octdigits = "01234567"
punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Capitalize every word of `s`. Without `sep`, runs of whitespace become one space."""
    return (sep or " ").join(map(str.capitalize, s.split(sep)))


# Templates

_DEFAULT_ID_PATTERN = "(?a:[_a-z][_a-z0-9]*)"

# No mapping was given to substitute().
_NOTHING = {}


class Template:
    """A text with `$name` and `${name}` to replace; `$$` is a dollar sign.

    A subclass may set another `delimiter`. One that sets `idpattern`, `braceidpattern` or `pattern`, which are regular
    expressions, makes its instances work through the module `re`.
    """

    delimiter = "$"
    idpattern = _DEFAULT_ID_PATTERN
    braceidpattern = None
    flags = None

    def __init_subclass__(cls):
        super().__init_subclass__()
        if "pattern" in cls.__dict__ or cls.idpattern != _DEFAULT_ID_PATTERN or cls.braceidpattern is not None:
            cls._scan = _regular_expression_scanner(cls)

    def __init__(self, template):
        self.template = template

    def substitute(self, mapping=_NOTHING, /, **kws):
        """Replace the placeholders by values of the keyword arguments and the mapping; missing ones raise KeyError."""
        pieces = []
        for literal, raw, name in self._scan():
            pieces.append(literal)
            if name is not None:
                pieces.append(str(kws[name] if name in kws else mapping[name]))
            elif raw is not None:
                pieces.append(self.delimiter)
        return "".join(pieces)

    def safe_substitute(self, mapping=_NOTHING, /, **kws):
        """Like substitute(), but placeholders that are missing or malformed stay as they are."""
        pieces = []
        for literal, raw, name in self._scan(strict=False):
            pieces.append(literal)
            if name is not None:
                try:
                    pieces.append(str(kws[name] if name in kws else mapping[name]))
                except KeyError:
                    pieces.append(raw)
            elif raw is not None:
                pieces.append(self.delimiter)
        return "".join(pieces)

    def is_valid(self):
        """Return whether all placeholders are well formed."""
        try:
            for _ in self._scan():
                pass
        except ValueError:
            return False
        return True

    def get_identifiers(self):
        """Return the names of the placeholders, each once, in order."""
        return list(dict.fromkeys(name for _, _, name in self._scan(strict=False) if name is not None))

    def _scan(self, strict=True):
        """Yield (text before, placeholder as written, its name), with name None for an escaped delimiter.

        The last item has only the rest of the text. A malformed placeholder raises ValueError, or is taken as text.
        """
        template = self.template
        delimiter = self.delimiter
        done = start = 0
        while True:
            found = template.find(delimiter, start)
            if found < 0:
                yield template[done:], None, None
                return
            after = found + len(delimiter)
            if template.startswith(delimiter, after):
                end = after + len(delimiter)
                name = None
            elif template.startswith("{", after) and template.startswith("}", _identifier_end(template, after + 1)):
                close = _identifier_end(template, after + 1)
                name, end = template[after + 1:close], close + 1
            else:
                end = _identifier_end(template, after)
                name = template[after:end]
            if name == "":
                if strict:
                    self._invalid(after)
                start = after
                continue
            yield template[done:found], template[found:end], name
            done = start = end

    def _invalid(self, position):
        """Raise the ValueError for the malformed placeholder before `position`."""
        lines = self.template[:position].splitlines(keepends=True)
        column = position - sum(map(len, lines[:-1])) if lines else 1
        raise ValueError("Invalid placeholder in string: line %d, col %d" % (len(lines) or 1, column))


def _identifier_end(text, start):
    """Return where the identifier ends that begins at `start`; that is `start` itself where there is none."""
    end = start
    while end < len(text):
        char = text[end]
        if not (char == "_" or (char.isascii() and (char.isalpha() or (char.isdigit() and end > start)))):
            break
        end += 1
    return end


def _regular_expression_scanner(cls):
    """Return the _scan method for a Template class with patterns of its own."""
    import re

    pattern = cls.__dict__.get("pattern")
    if pattern is None:
        delimiter = re.escape(cls.delimiter)
        braced = cls.braceidpattern or cls.idpattern
        pattern = (
            f"{delimiter}(?:(?P<escaped>{delimiter})|(?P<named>{cls.idpattern})"
            f"|{{(?P<braced>{braced})}}|(?P<invalid>))"
        )
    flags = re.IGNORECASE if cls.flags is None else cls.flags
    cls.flags = flags
    cls.pattern = compiled = re.compile(pattern, flags | re.VERBOSE)

    def _scan(self, strict=True):
        done = 0
        for match in compiled.finditer(self.template):
            name = match.group("named") or match.group("braced")
            if name is None and match.group("escaped") is None:
                if match.group("invalid") is None:
                    raise ValueError("Unrecognized named group in pattern", compiled)
                if strict:
                    self._invalid(match.start("invalid"))
                continue
            yield self.template[done:match.start()], match.group(), name
            done = match.end()
        yield self.template[done:], None, None

    return _scan


# Formatting


class Formatter:
    """str.format as a class, each step of which is a method to override."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used_args = set()
        result, _ = self._vformat(format_string, args, kwargs, used_args, 2)
        self.check_unused_args(used_args, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        """Return the formatted text and the state of automatic numbering: the next number, or False when not in use."""
        if recursion_depth < 0:
            raise ValueError("Max string recursion exceeded")
        result = []
        for literal_text, field_name, format_spec, conversion in self.parse(format_string):
            if literal_text:
                result.append(literal_text)
            if field_name is None:
                continue
            first, _ = _split_field_name(field_name)
            if first == "":
                if auto_arg_index is False:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                field_name = str(auto_arg_index) + field_name
                auto_arg_index += 1
            elif isinstance(first, int):
                if auto_arg_index:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                auto_arg_index = False
            value, used = self.get_field(field_name, args, kwargs)
            used_args.add(used)
            value = self.convert_field(value, conversion)
            format_spec, auto_arg_index = self._vformat(
                format_spec, args, kwargs, used_args, recursion_depth - 1, auto_arg_index
            )
            result.append(self.format_field(value, format_spec))
        return "".join(result), auto_arg_index

    def get_value(self, key, args, kwargs):
        """Return the argument with the number or name `key`."""
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        """Called at the end with the set of keys that were used."""

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        """Apply the conversion, the letter after an exclamation mark."""
        if conversion is None:
            return value
        if conversion == "s":
            return str(value)
        if conversion == "r":
            return repr(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError(f"Unknown conversion specifier {conversion!s}")

    def parse(self, format_string):
        """Yield (literal text, field name, format spec, conversion); the last three are None where no field follows."""
        return _parse_format(format_string)

    def get_field(self, field_name, args, kwargs):
        """Return the object that a field name such as `0.name[key]` stands for, and the key it begins with."""
        first, rest = _split_field_name(field_name)
        obj = self.get_value(first, args, kwargs)
        for is_attribute, key in rest:
            obj = getattr(obj, key) if is_attribute else obj[key]
        return obj, first


def _parse_format(text):
    """Generate what Formatter.parse() returns."""
    if not isinstance(text, str):
        raise TypeError(f"expected str, got {type(text).__name__}")
    size = len(text)
    position = 0
    while position < size:
        start = position
        while position < size and text[position] not in "{}":
            position += 1
        if position == size:
            yield text[start:], None, None, None
            return
        brace = text[position]
        if text.startswith(brace, position + 1):
            # A doubled brace ends the literal; one of the two belongs to it.
            yield text[start:position + 1], None, None, None
            position += 2
            continue
        if brace == "}":
            raise ValueError("Single '}' encountered in format string")
        if position + 1 == size:
            raise ValueError("Single '{' encountered in format string")
        literal = text[start:position]
        field, position = _field_of(text, position + 1)
        yield literal, *field


def _field_of(text, start):
    """Return the three parts of the replacement field whose content begins at `start`, and where the text goes on."""
    size = len(text)
    position = start
    # The name ends at a colon, an exclamation mark or the closing brace, but not inside brackets.
    while position < size:
        char = text[position]
        if char == "{":
            raise ValueError("unexpected '{' in field name")
        if char == "[":
            position = text.find("]", position)
            if position < 0:
                raise ValueError("expected '}' before end of string")
        elif char in "}:!":
            break
        position += 1
    if position >= size:
        raise ValueError("expected '}' before end of string")
    name = text[start:position]
    conversion = None
    if text[position] == "!":
        if position + 1 >= size:
            raise ValueError("end of string while looking for conversion specifier")
        conversion = text[position + 1]
        if conversion == "}":
            raise ValueError("unmatched '{' in format spec")
        position += 2
        if position >= size:
            raise ValueError("unmatched '{' in format spec")
        if text[position] not in ":}":
            raise ValueError("expected ':' after conversion specifier")
    if text[position] == "}":
        return (name, "", conversion), position + 1
    # The format spec may contain fields; it ends at the brace that closes this one.
    spec_start = position + 1
    depth = 1
    position = spec_start
    while position < size:
        char = text[position]
        if char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
            if depth == 0:
                return (name, text[spec_start:position], conversion), position + 1
        position += 1
    raise ValueError("unmatched '{' in format spec")


def _split_field_name(field_name):
    """Split `0.name[key]` into its first key, 0, and the list [(True, 'name'), (False, 'key')]."""
    end = 0
    while end < len(field_name) and field_name[end] not in ".[":
        end += 1
    return _number_or_name(field_name[:end]), _accessors(field_name, end)


def _accessors(field_name, position):
    """Generate (is attribute, key) for the rest of a field name."""
    size = len(field_name)
    while position < size:
        opening = field_name[position]
        position += 1
        if opening == ".":
            end = position
            while end < size and field_name[end] not in ".[":
                end += 1
            if end == position:
                raise ValueError("Empty attribute in format string")
            yield True, field_name[position:end]
            position = end
        elif opening == "[":
            end = field_name.find("]", position)
            if end < 0:
                raise ValueError("Missing ']' in format string")
            if end == position:
                raise ValueError("Empty attribute in format string")
            yield False, _number_or_name(field_name[position:end])
            position = end + 1
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")


def _number_or_name(key):
    return int(key) if key.isascii() and key.isdigit() else key
