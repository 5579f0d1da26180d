"""Wrapping, filling, shortening and (de)indenting of plain text.

Text is cut by scanners written here rather than by regular expressions, so that loading this module costs little.
Widths are counted in characters; wide and combining characters are not treated specially.
"""

__all__ = ["TextWrapper", "wrap", "fill", "dedent", "indent", "shorten"]

# The ASCII whitespace characters; others, such as the no-break space, do not separate words.
_WHITESPACE = "\t\n\x0b\x0c\r "
_TO_SPACES = dict.fromkeys(map(ord, _WHITESPACE), " ")


class TextWrapper:
    """Wraps paragraphs to lines of a width; the attributes, which are the arguments, may be changed between calls."""

    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True,
                 tabsize=8, *, max_lines=None, placeholder=" [...]"):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def wrap(self, text):
        """Return the paragraph `text` as a list of lines, each at most `width` long and without a newline."""
        chunks = self._split_chunks(text)
        if self.fix_sentence_endings:
            self._fix_sentence_endings(chunks)
        return self._wrap_chunks(chunks)

    def fill(self, text):
        """Return the paragraph `text` as one str of wrapped lines."""
        return "\n".join(self.wrap(text))

    # Steps of wrap(), which subclasses may override.

    def _munge_whitespace(self, text):
        """Expand tabs and turn the other whitespace into spaces, as the attributes say."""
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = text.translate(_TO_SPACES)
        return text

    def _split(self, text):
        """Cut `text` into chunks that are never broken: words or parts of hyphenated words, and the space between."""
        return _split_at_hyphens(text) if self.break_on_hyphens else _split_at_whitespace(text)

    def _split_chunks(self, text):
        return self._split(self._munge_whitespace(text))

    def _fix_sentence_endings(self, chunks):
        """Put two spaces after what looks like the end of a sentence: a lower case letter, then one of `.!?`."""
        index = 0
        while index < len(chunks) - 1:
            if chunks[index + 1] == " " and _ends_sentence(chunks[index]):
                chunks[index + 1] = "  "
                index += 2
            else:
                index += 1

    def _handle_long_word(self, reversed_chunks, cur_line, cur_len, width):
        """Place a chunk that is longer than a line: a part of it, or all of it where words may not be broken."""
        room = width - cur_len if width > 0 else 1
        if not self.break_long_words:
            # Alone on its line, it sticks out; otherwise it waits for the next line.
            if not cur_line:
                cur_line.append(reversed_chunks.pop())
            return
        chunk = reversed_chunks[-1]
        cut = room
        if self.break_on_hyphens and len(chunk) > room:
            hyphen = chunk.rfind("-", 0, room)
            if hyphen > 0 and chunk[:hyphen].strip("-"):
                cut = hyphen + 1
        cur_line.append(chunk[:cut])
        reversed_chunks[-1] = chunk[cut:]

    def _wrap_chunks(self, chunks):
        """Join the chunks to lines. The list is consumed."""
        if self.width <= 0:
            raise ValueError("invalid width %r (must be > 0)" % self.width)
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")

        lines = []
        # Chunks are taken from the end of the reversed list, which is cheap.
        chunks.reverse()
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            line = []
            length = 0
            if self.drop_whitespace and lines and not chunks[-1].strip():
                chunks.pop()
            while chunks and length + len(chunks[-1]) <= width:
                length += len(chunks[-1])
                line.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                self._handle_long_word(chunks, line, length, width)
                length = sum(map(len, line))
            if self.drop_whitespace and line and not line[-1].strip():
                length -= len(line.pop())
            if not line:
                continue
            rest_is_blank = not chunks or (self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip())
            if (
                self.max_lines is None
                or len(lines) + 1 < self.max_lines
                or (rest_is_blank and length <= width)
            ):
                lines.append(indent + "".join(line))
                continue
            # This is the last line allowed, and text is left over: end it with the placeholder.
            self._close_with_placeholder(lines, line, length, indent, width)
            break
        return lines

    def _close_with_placeholder(self, lines, line, length, indent, width):
        """Add the line, shortened as far as the placeholder needs; in want of a word, extend the line before."""
        while line:
            if line[-1].strip() and length + len(self.placeholder) <= width:
                lines.append(indent + "".join(line) + self.placeholder)
                return
            length -= len(line.pop())
        if lines:
            previous = lines[-1].rstrip()
            if len(previous) + len(self.placeholder) <= self.width:
                lines[-1] = previous + self.placeholder
                return
        lines.append(indent + self.placeholder.lstrip())


# Scanners.


def _is_word_char(char):
    return char.isalnum() or char == "_"


def _is_letter(char):
    return (char.isalnum() and not char.isdecimal()) or char == "_"


def _may_precede_dash(char):
    """Whether a dash after this character can stand between words: it is a word character or closes a phrase."""
    return char.isalnum() or char in "_!\"'&.,?"


def _end_of_run(text, start, characters):
    """Return where the run of `characters` that begins at `start` ends."""
    end = start
    while end < len(text) and text[end] in characters:
        end += 1
    return end


def _dash_ends(text, start):
    """Return the end of a dash (two hyphens or more, a word after them) at `start`, or None where there is none."""
    end = _end_of_run(text, start, "-")
    if end - start >= 2 and end < len(text) and _is_word_char(text[end]):
        return end
    return None


def _may_break_after_hyphen(text, at):
    """Whether a line may end with the hyphen at `at`: letters on both sides, as in well-known or in a-b-c."""
    if at >= 2 and _is_letter(text[at - 1]) and _is_letter(text[at - 2]):
        pass
    elif at >= 3 and _is_letter(text[at - 1]) and text[at - 2] == "-" and _is_letter(text[at - 3]):
        pass
    else:
        return False
    after = text[at + 1:at + 4]
    if not after or not _is_letter(after[0]):
        return False
    second = after[1:2]
    if second == "-":
        second = after[2:3]
    return second != "" and _is_letter(second)


def _split_at_hyphens(text):
    """Cut text into runs of whitespace, dashes between words, and words up to a hyphen that may end a line."""
    chunks = []
    start = 0
    size = len(text)
    while start < size:
        if text[start] in _WHITESPACE:
            end = _end_of_run(text, start, _WHITESPACE)
        else:
            end = None
            if text[start] == "-" and start > 0 and _may_precede_dash(text[start - 1]):
                end = _dash_ends(text, start)
            if end is None:
                end = start + 1
                while end < size:
                    char = text[end]
                    if char in _WHITESPACE:
                        break
                    if char == "-":
                        if _may_break_after_hyphen(text, end):
                            end += 1
                            break
                        if _may_precede_dash(text[end - 1]) and _dash_ends(text, end) is not None:
                            break
                    end += 1
        chunks.append(text[start:end])
        start = end
    return chunks


def _split_at_whitespace(text):
    """Cut text into runs of whitespace and words."""
    chunks = []
    start = 0
    while start < len(text):
        if text[start] in _WHITESPACE:
            end = _end_of_run(text, start, _WHITESPACE)
        else:
            end = start
            while end < len(text) and text[end] not in _WHITESPACE:
                end += 1
        chunks.append(text[start:end])
        start = end
    return chunks


def _ends_sentence(chunk):
    if chunk[-1:] in ('"', "'"):
        chunk = chunk[:-1]
    return len(chunk) >= 2 and chunk[-1] in ".!?" and "a" <= chunk[-2] <= "z"


# Functions.


def wrap(text, width=70, **kwargs):
    """Return the paragraph `text` as a list of lines of at most `width` characters."""
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    """Return the paragraph `text` as one str of lines of at most `width` characters."""
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    """Collapse whitespace and cut `text` at a word so that it fits the width, with a placeholder for what is gone."""
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.strip().split()))


def dedent(text):
    """Remove the leading whitespace that all lines have in common. Lines of nothing but whitespace become empty.

    Tabs and spaces are both whitespace but not equal.
    """
    lines = text.split("\n")
    margin = None
    for index, line in enumerate(lines):
        content = line.lstrip(" \t")
        if not content:
            lines[index] = ""
            continue
        blank = line[:len(line) - len(content)]
        if margin is None:
            margin = blank
        else:
            shared = 0
            for ours, theirs in zip(margin, blank):
                if ours != theirs:
                    break
                shared += 1
            margin = margin[:shared]
    if margin:
        lines = [line[len(margin):] for line in lines]
    return "\n".join(lines)


def indent(text, prefix, predicate=None):
    """Put `prefix` before the lines for which `predicate` is true, by default those with more than whitespace."""
    if predicate is None:
        predicate = str.strip
    return "".join([prefix + line if predicate(line) else line for line in text.splitlines(True)])
