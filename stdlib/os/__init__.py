"""Operating system interfaces.

The primitives (files, directories, processes, identifiers) are native, in the module `posix`, and are re-exported here
as they are. This file adds what is composed from them: the `environ` mapping, path encoding, directory trees and
`PathLike`. `os.path` is the module `posixpath`. Starting programs (`exec*` with a search path, `spawn*`, `popen`) is
not here; that is the work of asyncio's subprocess support.
"""

import abc
import sys
import posix
from posix import *
from posix import _exit
import posixpath as path
from _collections_abc import MutableMapping, Mapping

sys.modules["os.path"] = path
from posixpath import curdir, pardir, sep, pathsep, defpath, extsep, altsep, devnull

error = OSError
name = "posix"
linesep = "\n"

SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2

supports_bytes_environ = True

# Which functions take a file descriptor, a directory descriptor or follow_symlinks. No function takes a directory
# descriptor here.
supports_dir_fd = set()
supports_effective_ids = set()
supports_fd = {stat}
supports_follow_symlinks = {stat}


class PathLike(abc.ABC):
    """An object that stands for a path of the file system."""

    __slots__ = ()

    @abc.abstractmethod
    def __fspath__(self):
        """Return the path as str or bytes."""
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is not PathLike:
            return NotImplemented
        for base in subclass.__mro__:
            if "__fspath__" in base.__dict__:
                return True if base.__dict__["__fspath__"] is not None else NotImplemented
        return NotImplemented

    __class_getitem__ = classmethod(type(list[int]))


def fsencode(filename):
    """Return the path as bytes, in the encoding of the file system (UTF-8; undecodable bytes survive)."""
    filename = fspath(filename)
    if isinstance(filename, str):
        return filename.encode("utf-8", "surrogateescape")
    return filename


def fsdecode(filename):
    """Return the path as str, in the encoding of the file system (UTF-8; undecodable bytes survive)."""
    filename = fspath(filename)
    if isinstance(filename, bytes):
        return filename.decode("utf-8", "surrogateescape")
    return filename


# The environment.


def _check_bytes(value):
    if not isinstance(value, bytes):
        raise TypeError("bytes expected, not %s" % type(value).__name__)
    return value


def _identity(value):
    return value


def _encode_str(value):
    if not isinstance(value, str):
        raise TypeError("str expected, not %s" % type(value).__name__)
    return value.encode("utf-8", "surrogateescape")


def _decode_bytes(value):
    return value.decode("utf-8", "surrogateescape")


class _Environ(MutableMapping):
    """The process environment. `environ` and `environb` are two views, as str and as bytes, of one dict of bytes."""

    def __init__(self, data, encodekey, decodekey, encodevalue, decodevalue):
        self.encodekey = encodekey
        self.decodekey = decodekey
        self.encodevalue = encodevalue
        self.decodevalue = decodevalue
        self._data = data

    def __getitem__(self, key):
        try:
            value = self._data[self.encodekey(key)]
        except KeyError:
            # The key in the message is the caller's, not its encoded form.
            raise KeyError(key) from None
        return self.decodevalue(value)

    def __setitem__(self, key, value):
        key = self.encodekey(key)
        value = self.encodevalue(value)
        putenv(key, value)
        self._data[key] = value

    def __delitem__(self, key):
        encoded = self.encodekey(key)
        unsetenv(encoded)
        try:
            del self._data[encoded]
        except KeyError:
            raise KeyError(key) from None

    def __iter__(self):
        # A copy of the keys, so that the environment may be changed while it is walked.
        for key in list(self._data):
            yield self.decodekey(key)

    def __len__(self):
        return len(self._data)

    def __repr__(self):
        items = ", ".join(
            f"{self.decodekey(key)!r}: {self.decodevalue(value)!r}" for key, value in self._data.items()
        )
        return f"environ({{{items}}})"

    def copy(self):
        return dict(self)

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def __ior__(self, other):
        self.update(other)
        return self

    def __or__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        return {**dict(self), **dict(other)}

    def __ror__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        return {**dict(other), **dict(self)}


def _environment_bytes():
    """Return the environment at start as a dict of bytes."""
    return {
        key.encode("utf-8", "surrogateescape") if isinstance(key, str) else key:
        value.encode("utf-8", "surrogateescape") if isinstance(value, str) else value
        for key, value in posix.environ.items()
    }


environ = _Environ(_environment_bytes(), _encode_str, _decode_bytes, _encode_str, _decode_bytes)
environb = _Environ(environ._data, _check_bytes, _identity, _check_bytes, _identity)


def getenv(key, default=None):
    """Return the environment variable `key`, or `default` where it is not set."""
    return environ.get(key, default)


def getenvb(key, default=None):
    """Return the environment variable `key` as bytes, or `default` where it is not set."""
    return environb.get(key, default)


def get_exec_path(env=None):
    """Return the list of directories in which a program is searched."""
    if env is None:
        env = environ
    paths = env.get("PATH")
    if paths is None:
        paths = env.get(b"PATH", defpath)
    return fsdecode(paths).split(pathsep)


# Files and directories.


def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **kwargs):
    """Return a file object over the open file descriptor `fd`."""
    if not isinstance(fd, int):
        raise TypeError("invalid fd type (%s, expected integer)" % type(fd))
    import io
    return io.open(fd, mode, buffering, encoding, *args, **kwargs)


def makedirs(name, mode=0o777, exist_ok=False):
    """Create the directory `name` with all directories above it that do not exist yet."""
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            # Someone else made it in between, which is as good.
            pass
        if tail == (b"." if isinstance(tail, bytes) else "."):
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def _remove_empty_parents(name):
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def removedirs(name):
    """Remove the directory `name`, then the directories above it as long as they are empty."""
    rmdir(name)
    _remove_empty_parents(name)


def renames(old, new):
    """Rename `old` to `new`, creating the directories it needs and removing those it leaves empty."""
    head, tail = path.split(new)
    if head and tail and not path.exists(head):
        makedirs(head)
    rename(old, new)
    head, tail = path.split(old)
    if head and tail:
        _remove_empty_parents(old)


if not hasattr(posix, "scandir"):

    class DirEntry:
        """One name in a directory, as `scandir` yields it. What is asked about the file is asked once."""

        __slots__ = ("name", "path", "_status", "_link_status")

        def __init__(self, directory, entry_name):
            self.name = entry_name
            self.path = path.join(directory, entry_name)
            self._status = None
            self._link_status = None

        def __repr__(self):
            return f"<DirEntry {self.name!r}>"

        def __fspath__(self):
            return self.path

        def inode(self):
            return self.stat(follow_symlinks=False).st_ino

        def stat(self, *, follow_symlinks=True):
            if follow_symlinks:
                if self._status is None:
                    self._status = stat(self.path)
                return self._status
            if self._link_status is None:
                self._link_status = lstat(self.path)
            return self._link_status

        def _type(self, follow_symlinks):
            try:
                return self.stat(follow_symlinks=follow_symlinks).st_mode & 0o170000
            except FileNotFoundError:
                return 0

        def is_dir(self, *, follow_symlinks=True):
            return self._type(follow_symlinks) == 0o040000

        def is_file(self, *, follow_symlinks=True):
            return self._type(follow_symlinks) == 0o100000

        def is_symlink(self):
            return self._type(False) == 0o120000

        def is_junction(self):
            return False

    class _ScandirIterator:
        """Iterator and context manager over the entries of a directory."""

        __slots__ = ("_entries",)

        def __init__(self, directory):
            prefix = directory if directory is not None else "."
            self._entries = iter([DirEntry(prefix, entry) for entry in listdir(prefix)])

        def __iter__(self):
            return self

        def __next__(self):
            return next(self._entries)

        def __enter__(self):
            return self

        def __exit__(self, *exc_info):
            self.close()

        def close(self):
            self._entries = iter(())

    def scandir(path=None):
        """Return an iterator over the entries of the directory `path`, with their file types."""
        return _ScandirIterator(fspath(path) if path is not None else None)


def walk(top, topdown=True, onerror=None, followlinks=False):
    """Yield (directory, names of subdirectories, names of other entries) for `top` and everything below it.

    Top down, the caller may edit the list of subdirectories to steer the walk. The walk keeps its own stack, so the
    depth of the tree does not matter.
    """
    pending = [fspath(top)]
    while pending:
        here = pending.pop()
        if isinstance(here, tuple):
            # Bottom up: everything below this directory has been yielded.
            yield here
            continue
        try:
            entries = list(scandir(here))
        except OSError as failure:
            if onerror is not None:
                onerror(failure)
            continue
        subdirectories = []
        others = []
        descend = []
        for entry in entries:
            try:
                is_directory = entry.is_dir()
            except OSError:
                is_directory = False
            if not is_directory:
                others.append(entry.name)
                continue
            subdirectories.append(entry.name)
            if not topdown and (followlinks or not entry.is_symlink()):
                descend.append(entry.path)
        if topdown:
            yield here, subdirectories, others
            for entry_name in reversed(subdirectories):
                below = path.join(here, entry_name)
                # Asked only now: the caller may have replaced a directory by a link, or the other way round.
                if followlinks or not path.islink(below):
                    pending.append(below)
        else:
            pending.append((here, subdirectories, others))
            pending.extend(reversed(descend))


__all__ = [_public for _public in list(globals()) if not _public.startswith("_") and _public not in (
    "abc", "sys", "posix", "MutableMapping", "Mapping",
)] + ["_exit"]
