"""Streams: text, bytes, and files. The classes are native, in `_io`; this file is their public name."""

import _io

SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2

_NATIVE = (
    "DEFAULT_BUFFER_SIZE", "BlockingIOError", "BufferedIOBase", "BufferedRWPair", "BufferedRandom", "BufferedReader",
    "BufferedWriter", "BytesIO", "FileIO", "IOBase", "IncrementalNewlineDecoder", "RawIOBase", "StringIO",
    "TextIOBase", "TextIOWrapper", "UnsupportedOperation", "open", "open_code", "text_encoding",
)

for _name in _NATIVE:
    if hasattr(_io, _name):
        globals()[_name] = getattr(_io, _name)

__all__ = [_name for _name in _NATIVE if _name in globals() and not _name.startswith("DEFAULT")]
__all__ += ["SEEK_SET", "SEEK_CUR", "SEEK_END"]
del _name


def __getattr__(name):
    message = f"module {__name__!r} has no attribute {name!r}"
    if name in _NATIVE:
        message += " (it is not supported yet)"
    raise AttributeError(message)
