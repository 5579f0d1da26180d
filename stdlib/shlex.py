"""Splitting and quoting of text as a POSIX shell does it. The configurable lexer class is not here."""

__all__ = ["split", "quote", "join"]

_SAFE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@%+=:,./-_")


def split(s, comments=False, posix=True):
    """Split `s` into words; with `comments`, the rest of a line after # is left out.

    Quotes keep words together and go away, a backslash takes away the meaning of the next character.
    """
    if s is None:
        raise ValueError("s argument must not be None")
    if not posix:
        raise NotImplementedError("shlex.split(posix=False) is not supported")
    words = []
    # The characters of the word at hand, None between words: '' is a word too.
    word = None
    quote_mark = ""
    position = 0
    while position < len(s):
        char = s[position]
        position += 1
        if quote_mark:
            if char == quote_mark:
                quote_mark = ""
            elif char == "\\" and quote_mark == '"':
                if position == len(s):
                    raise ValueError("No escaped character")
                # Between double quotes a backslash stays, unless it stands before one of these two.
                escaped = s[position]
                position += 1
                word += escaped if escaped in '"\\' else char + escaped
            else:
                word += char
        elif char in " \t\r\n":
            if word is not None:
                words.append(word)
                word = None
        elif char == "#" and comments:
            if word is not None:
                words.append(word)
                word = None
            end = s.find("\n", position)
            position = len(s) if end < 0 else end + 1
        elif char in "'\"":
            word = word or ""
            quote_mark = char
        elif char == "\\":
            if position == len(s):
                raise ValueError("No escaped character")
            word = (word or "") + s[position]
            position += 1
        else:
            word = (word or "") + char
    if quote_mark:
        raise ValueError("No closing quotation")
    if word is not None:
        words.append(word)
    return words


def quote(s):
    """Return `s` in a form that a shell takes as one word."""
    if not s:
        return "''"
    if _SAFE.issuperset(s):
        return s
    # A single quote cannot stand between single quotes: it is put between double quotes of its own.
    return "'" + s.replace("'", "'\"'\"'") + "'"


def join(split_command):
    """Return the words as one text that split() takes apart into them again."""
    return " ".join([quote(word) for word in split_command])
