"""Temporary files and directories, under names that nobody else has and with access for their owner only."""

import os
import random
import shutil
import weakref

__all__ = [
    "NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "TemporaryDirectory", "mkstemp", "mkdtemp",
    "TMP_MAX", "gettempprefix", "tempdir", "gettempdir", "gettempprefixb", "gettempdirb",
]

# How many names are tried.
TMP_MAX = 10000

template = "tmp"

# The directory for temporary files; None until it is asked for.
tempdir = None

_FLAGS = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789_"
_names = random.Random()


def _random_name():
    return "".join(_names.choices(_LETTERS, k=8))


def gettempdir():
    """Return the directory for temporary files: the first writable one of TMPDIR, TEMP, TMP, and the usual places."""
    global tempdir
    if tempdir is None:
        tempdir = _find_tempdir()
    return os.fsdecode(tempdir)


def _find_tempdir():
    candidates = [os.getenv(name) for name in ("TMPDIR", "TEMP", "TMP")] + ["/tmp", "/var/tmp", "/usr/tmp"]
    candidates.append(os.curdir)
    for directory in candidates:
        if not directory:
            continue
        if directory != os.curdir:
            directory = os.path.abspath(directory)
        probe = os.path.join(directory, _random_name())
        try:
            fd = os.open(probe, _FLAGS, 0o600)
        except OSError:
            continue
        os.close(fd)
        os.unlink(probe)
        return directory
    raise FileNotFoundError(2, f"No usable temporary directory found in {[name for name in candidates if name]}")


def gettempdirb():
    """Return the directory for temporary files as bytes."""
    return os.fsencode(gettempdir())


def gettempprefix():
    """Return the beginning of the names of temporary files."""
    return template


def gettempprefixb():
    """Return the beginning of the names of temporary files as bytes."""
    return os.fsencode(template)


def _complete(prefix, suffix, directory):
    """Return the three parts of a path, those that are None filled in, all of one type, and that type."""
    kind = None
    for part in (prefix, suffix, directory):
        if part is None:
            continue
        part = os.fspath(part)
        if kind is not None and not isinstance(part, kind):
            raise TypeError("Can't mix bytes and non-bytes in path components.")
        kind = bytes if isinstance(part, bytes) else str
    if kind is None:
        kind = bytes if isinstance(tempdir, bytes) else str
    if suffix is None:
        suffix = kind()
    if prefix is None:
        prefix = template if kind is str else gettempprefixb()
    if directory is None:
        directory = gettempdir() if kind is str else gettempdirb()
    return prefix, suffix, directory, kind


def _create(directory, prefix, suffix, kind, make):
    """Call `make` with paths of new names until one does not exist yet; return its result and the path."""
    for _ in range(TMP_MAX):
        name = _random_name()
        path = os.path.abspath(os.path.join(directory, prefix + (name if kind is str else name.encode()) + suffix))
        try:
            return make(path), path
        except FileExistsError:
            continue
    raise FileExistsError(17, "No usable temporary file name found")


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    """Create a temporary file; return an open file descriptor and the path. Removing the file is up to the caller."""
    prefix, suffix, dir, kind = _complete(prefix, suffix, dir)
    return _create(dir, prefix, suffix, kind, lambda path: os.open(path, _FLAGS, 0o600))


def mkdtemp(suffix=None, prefix=None, dir=None):
    """Create a temporary directory and return its path. Removing it is up to the caller."""
    prefix, suffix, dir, kind = _complete(prefix, suffix, dir)
    return _create(dir, prefix, suffix, kind, lambda path: os.mkdir(path, 0o700))[1]


class _TemporaryFileWrapper:
    """A file object with a name, whose file is removed when it is closed, or when its `with` block ends."""

    def __init__(self, file, name, delete=True, delete_on_close=True):
        self.file = file
        self.name = name
        self.delete = delete
        self._delete_on_close = delete_on_close
        self._finalizer = weakref.finalize(self, _close_and_remove, file, name if delete else None)

    def __getattr__(self, name):
        return getattr(self.file, name)

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        result = self.file.__exit__(exc_type, exc_value, traceback)
        self._finalizer()
        return result

    def close(self):
        """Close the file, and remove it where that is asked for."""
        self.file.close()
        if self._delete_on_close:
            self._finalizer()

    def __iter__(self):
        for line in self.file:
            yield line

    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__name__} {self.name!r}>"


def _close_and_remove(file, name):
    file.close()
    if name is not None:
        try:
            os.unlink(name)
        except FileNotFoundError:
            pass


def NamedTemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None,
                       delete=True, *, errors=None, delete_on_close=True):
    """Create and open a temporary file whose path is its attribute `name`.

    The file is removed when it is closed, or with delete_on_close=False at the end of its `with` block.
    """
    prefix, suffix, dir, kind = _complete(prefix, suffix, dir)
    fd, path = _create(dir, prefix, suffix, kind, lambda path: os.open(path, _FLAGS, 0o600))
    try:
        file = open(fd, mode, buffering, encoding=encoding, newline=newline, errors=errors)
    except BaseException:
        os.unlink(path)
        os.close(fd)
        raise
    return _TemporaryFileWrapper(file, path, delete, delete_on_close)


def TemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *,
                  errors=None):
    """Create and open a temporary file that has no name, so that it goes away when it is closed."""
    prefix, suffix, dir, kind = _complete(prefix, suffix, dir)
    fd, path = _create(dir, prefix, suffix, kind, lambda path: os.open(path, _FLAGS, 0o600))
    try:
        os.unlink(path)
        return open(fd, mode, buffering, encoding=encoding, newline=newline, errors=errors)
    except BaseException:
        os.close(fd)
        raise


class SpooledTemporaryFile:
    """A temporary file that is kept in memory until it grows beyond `max_size` or fileno() is called."""

    def __init__(self, max_size=0, mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None,
                 dir=None, *, errors=None):
        import io
        self._rolled = False
        self._max_size = max_size
        self._mode = mode
        self._arguments = dict(buffering=buffering, encoding=encoding, newline=newline, suffix=suffix, prefix=prefix,
                               dir=dir, errors=errors)
        self._file = io.BytesIO() if "b" in mode else io.StringIO(newline=newline or "\n")

    def _check(self):
        if self._max_size and not self._rolled and self._file.tell() > self._max_size:
            self.rollover()

    def rollover(self):
        """Move the contents to a file on disk."""
        if self._rolled:
            return
        memory = self._file
        file = TemporaryFile(self._mode, **self._arguments)
        position = memory.tell()
        file.write(memory.getvalue())
        file.seek(position)
        self._file = file
        self._rolled = True

    def fileno(self):
        self.rollover()
        return self._file.fileno()

    def write(self, data):
        result = self._file.write(data)
        self._check()
        return result

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def truncate(self, size=None):
        if size is None:
            return self._file.truncate()
        if size > self._max_size:
            self.rollover()
        return self._file.truncate(size)

    @property
    def name(self):
        return getattr(self._file, "name", None)

    @property
    def mode(self):
        return getattr(self._file, "mode", self._mode)

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._file, name)

    def __iter__(self):
        return self._file.__iter__()

    def __enter__(self):
        if self._file.closed:
            raise ValueError("Cannot enter context with closed file")
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        self._file.close()


class TemporaryDirectory:
    """A temporary directory, removed with its contents at the end of its `with` block or by cleanup()."""

    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False, *, delete=True):
        self.name = mkdtemp(suffix, prefix, dir)
        self._ignore_cleanup_errors = ignore_cleanup_errors
        self._delete = delete
        message = f"Implicitly cleaning up {self!r}"
        self._finalizer = weakref.finalize(self, _remove_unnoticed, self.name, delete, message)

    def __repr__(self):
        return f"<{type(self).__name__} {self.name!r}>"

    def __enter__(self):
        return self.name

    def __exit__(self, exc_type, exc_value, traceback):
        if self._delete:
            self.cleanup()

    def cleanup(self):
        """Remove the directory with its contents."""
        if self._finalizer.detach() or os.path.exists(self.name):
            shutil.rmtree(self.name, ignore_errors=self._ignore_cleanup_errors)

    __class_getitem__ = classmethod(type(list[int]))


def _remove_unnoticed(name, delete, message):
    """Remove a directory whose object has died without cleanup()."""
    if delete:
        shutil.rmtree(name, ignore_errors=True)
        import warnings
        warnings.warn(message, ResourceWarning)
