"""Streams: text, bytes, and files. All classes are native, in `_io`; this file is their public name."""

import _io
from _io import BlockingIOError, StringIO, BytesIO, open

__all__ = ["BlockingIOError", "open", "StringIO", "BytesIO", "UnsupportedOperation", "SEEK_SET", "SEEK_CUR", "SEEK_END"]

SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2
DEFAULT_BUFFER_SIZE = getattr(_io, "DEFAULT_BUFFER_SIZE", 8192)
