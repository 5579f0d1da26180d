"""A JSON parser and printer: recursive descent over text, errors with positions, and a round trip."""


class JsonError(ValueError):
    def __init__(self, message, text, position):
        line = text.count("\n", 0, position) + 1
        column = position - text.rfind("\n", 0, position)
        super().__init__(f"{message} at line {line} column {column}")
        self.position = position


class Parser:
    ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", '"': '"', "\\": "\\", "/": "/"}
    WORDS = {"true": True, "false": False, "null": None}

    def __init__(self, text):
        self.text = text
        self.at = 0

    def fail(self, message):
        raise JsonError(message, self.text, self.at)

    def skip_space(self):
        while self.at < len(self.text) and self.text[self.at] in " \t\r\n":
            self.at += 1

    def peek(self):
        self.skip_space()
        return self.text[self.at] if self.at < len(self.text) else ""

    def expect(self, character):
        if self.peek() != character:
            self.fail(f"expected {character!r}")
        self.at += 1

    def parse(self):
        value = self.value()
        if self.peek():
            self.fail("text after the value")
        return value

    def value(self):
        match self.peek():
            case "{":
                return dict(self.items("{", "}", self.member))
            case "[":
                return list(self.items("[", "]", self.value))
            case '"':
                return self.string()
            case "":
                self.fail("unexpected end")
            case c if c == "-" or c.isdigit():
                return self.number()
            case _:
                return self.word()

    def items(self, opening, closing, item):
        self.expect(opening)
        if self.peek() == closing:
            self.at += 1
            return
        while True:
            yield item()
            if self.peek() == closing:
                self.at += 1
                return
            self.expect(",")

    def member(self):
        if self.peek() != '"':
            self.fail("expected a key")
        key = self.string()
        self.expect(":")
        return key, self.value()

    def word(self):
        for word, value in self.WORDS.items():
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return value
        self.fail(f"unexpected {self.text[self.at]!r}")

    def number(self):
        start = self.at
        if self.text[self.at] == "-":
            self.at += 1
        is_float = False
        while self.at < len(self.text) and (self.text[self.at].isdigit() or self.text[self.at] in ".eE+-"):
            is_float |= self.text[self.at] in ".eE"
            self.at += 1
        digits = self.text[start:self.at]
        try:
            return float(digits) if is_float else int(digits)
        except ValueError:
            self.at = start
            self.fail(f"bad number {digits}")

    def string(self):
        self.expect('"')
        parts = []
        while True:
            if self.at >= len(self.text):
                self.fail("unfinished string")
            c = self.text[self.at]
            self.at += 1
            if c == '"':
                return "".join(parts)
            if c == "\\":
                c = self.text[self.at]
                self.at += 1
                if c == "u":
                    parts.append(chr(int(self.text[self.at:self.at + 4], 16)))
                    self.at += 4
                elif c in self.ESCAPES:
                    parts.append(self.ESCAPES[c])
                else:
                    self.fail("bad escape")
            else:
                parts.append(c)


def render(value, indent=None, level=0):
    pad = "" if indent is None else "\n" + " " * indent * (level + 1)
    end = "" if indent is None else "\n" + " " * indent * level
    comma = ", " if indent is None else ","
    if value is None or value is True or value is False:
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, dict):
        if not value:
            return "{}"
        body = (f"{pad}{quote(str(k))}: {render(v, indent, level + 1)}" for k, v in value.items())
        return "{" + comma.join(body) + end + "}"
    if isinstance(value, (list, tuple)):
        if not value:
            return "[]"
        return "[" + comma.join(pad + render(v, indent, level + 1) for v in value) + end + "]"
    raise TypeError(f"cannot render {type(value).__name__}")


def quote(text):
    special = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    return '"' + "".join(special.get(c) or (c if " " <= c < "\x7f" else f"\\u{ord(c):04x}") for c in text) + '"'


DOCUMENT = """
{"name": "Tai\\u0070an", "parts": [1, -2.5e3, true, null, {"deep": [[], {}]}],
 "text": "line\\nbreak \\"quoted\\" é", "empty": "", "count": 12345678901234567890}
"""

document = Parser(DOCUMENT).parse()
print(document)
print(render(document))
print(render(document, indent=2))
print(Parser(render(document, indent=4)).parse() == document)
table = [{"id": i, "square": i * i, "name": f"n{i}", "half": i / 2} for i in range(500)]
text = render(table)
print(len(text), Parser(text).parse() == table)
for bad in ("", "[1, 2", '{"a" 1}', "[1,]", '"abc', "tru", "{\n  \"a\": 1,\n  2: 3}", "1 2", "[-]", '"\\x"'):
    try:
        Parser(bad).parse()
    except JsonError as error:
        print(repr(bad), "->", error)
try:
    render({1, 2})
except TypeError as error:
    print(error)
