"""Path arithmetic for POSIX systems; `os.path` is this module.

Everything is text work over str or bytes, except the small group at the end that asks the operating system through the
native `posix` module. Windows paths are not handled.
"""

import posix
from posix import fspath
import stat as _stat

curdir = "."
pardir = ".."
extsep = "."
sep = "/"
pathsep = ":"
defpath = "/bin:/usr/bin"
altsep = None
devnull = "/dev/null"
supports_unicode_filenames = False

__all__ = [
    "normcase", "isabs", "join", "splitdrive", "splitroot", "split", "splitext", "basename", "dirname",
    "commonprefix", "getsize", "getmtime", "getatime", "getctime", "islink", "exists", "lexists", "isdir", "isfile",
    "ismount", "expanduser", "expandvars", "normpath", "abspath", "samefile", "sameopenfile", "samestat", "curdir",
    "pardir", "sep", "pathsep", "defpath", "altsep", "extsep", "devnull", "realpath", "supports_unicode_filenames",
    "relpath", "commonpath", "isjunction", "isdevdrive",
]


def _like(path, text):
    """Return the ASCII str `text` in the type of `path`."""
    return text.encode("ascii") if isinstance(path, bytes) else text


def _fspath_for(function, path):
    """Return `path` as str or bytes; the TypeError for anything else names `function`."""
    if not isinstance(path, (str, bytes)) and not hasattr(type(path), "__fspath__"):
        raise TypeError(f"{function}: path should be string, bytes or os.PathLike, not {type(path).__name__}")
    return fspath(path)


def _refuse_mixture(function, paths):
    """Raise the TypeError that explains why these arguments of `function` do not go together."""
    has_str = has_bytes = False
    for path in paths:
        if isinstance(path, str):
            has_str = True
        elif isinstance(path, bytes):
            has_bytes = True
        else:
            raise TypeError(
                f"{function}() argument must be str, bytes, or os.PathLike object, not {type(path).__name__!r}"
            ) from None
    if has_str and has_bytes:
        raise TypeError("Can't mix strings and bytes in path components") from None


# Taking paths apart and putting them together.


def normcase(s):
    return fspath(s)


def isabs(s):
    s = fspath(s)
    return s.startswith(_like(s, "/"))


def join(a, *p):
    a = fspath(a)
    slash = _like(a, "/")
    result = a
    try:
        for piece in map(fspath, p):
            if piece.startswith(slash) or not result:
                result = piece if isinstance(piece, type(a)) else result + piece
            elif result.endswith(slash):
                result += piece
            else:
                result = result + slash + piece
    except (TypeError, AttributeError):
        _refuse_mixture("join", (a,) + p)
        raise
    return result


def split(p):
    p = fspath(p)
    slash = _like(p, "/")
    cut = p.rfind(slash) + 1
    head, tail = p[:cut], p[cut:]
    # A head made of slashes only is the root and keeps them.
    return head.rstrip(slash) or head, tail


def splitext(p):
    p = fspath(p)
    slash = _like(p, "/")
    dot = _like(p, ".")
    name_start = p.rfind(slash) + 1
    # Leading dots belong to the name: ".profile" has no extension.
    first = name_start
    while p[first:first + 1] == dot:
        first += 1
    cut = p.rfind(dot, first)
    if cut < 0:
        return p, p[:0]
    return p[:cut], p[cut:]


def splitdrive(p):
    p = fspath(p)
    return p[:0], p


def splitroot(p):
    p = _fspath_for("_path_splitroot_ex", p)
    slash = _like(p, "/")
    nothing = p[:0]
    if not p.startswith(slash):
        return nothing, nothing, p
    # Exactly two leading slashes are a root of their own; one, or three and more, mean "/".
    width = 2 if p.startswith(slash * 2) and p[2:3] != slash else 1
    return nothing, p[:width], p[width:]


def basename(p):
    p = fspath(p)
    return p[p.rfind(_like(p, "/")) + 1:]


def dirname(p):
    return split(p)[0]


def normpath(path):
    path = _fspath_for("_path_normpath", path)
    if not path:
        return _like(path, ".")
    slash = _like(path, "/")
    up = _like(path, "..")
    here = _like(path, ".")
    _, root, rest = splitroot(path)
    kept = []
    for name in rest.split(slash):
        if not name or name == here:
            continue
        if name != up or (not root and not kept) or (kept and kept[-1] == up):
            kept.append(name)
        elif kept:
            kept.pop()
    return root + slash.join(kept) or here


def abspath(path):
    path = fspath(path)
    if not isabs(path):
        path = join(posix.getcwdb() if isinstance(path, bytes) else posix.getcwd(), path)
    return normpath(path)


def relpath(path, start=None):
    path = fspath(path)
    if not path:
        raise ValueError("no path specified")
    slash = _like(path, "/")
    start = _like(path, ".") if start is None else fspath(start)
    try:
        here = [name for name in abspath(start).split(slash) if name]
        there = [name for name in abspath(path).split(slash) if name]
        shared = len(commonprefix([here, there]))
        names = [_like(path, "..")] * (len(here) - shared) + there[shared:]
        return slash.join(names) or _like(path, ".")
    except (TypeError, AttributeError, DeprecationWarning):
        _refuse_mixture("relpath", (path, start))
        raise


def commonprefix(m):
    if not m:
        return ""
    if not isinstance(m[0], (list, tuple)):
        m = tuple(map(fspath, m))
    # Everything in between the smallest and the largest shares what those two share.
    low, high = min(m), max(m)
    for index, item in enumerate(low):
        if item != high[index]:
            return low[:index]
    return low


def commonpath(paths):
    paths = tuple(map(fspath, paths))
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    slash = _like(paths[0], "/")
    here = _like(paths[0], ".")
    try:
        absolute = {path.startswith(slash) for path in paths}
        split_paths = [[name for name in path.split(slash) if name and name != here] for path in paths]
    except (TypeError, AttributeError):
        _refuse_mixture("commonpath", paths)
        raise
    if len(absolute) > 1:
        raise ValueError("Can't mix absolute and relative paths") from None
    root = slash if absolute.pop() else slash[:0]
    return root + slash.join(commonprefix(split_paths))


# Expansion.


def expanduser(path):
    path = fspath(path)
    if not path.startswith(_like(path, "~")):
        return path
    slash = _like(path, "/")
    end = path.find(slash, 1)
    if end < 0:
        end = len(path)
    if end != 1:
        # Another user's home needs the account database, which is not available: leave the path as it is.
        return path
    import os
    home = os.environ.get("HOME")
    if home is None:
        return path
    if isinstance(path, bytes):
        home = os.fsencode(home)
    return (home.rstrip(slash) + path[end:]) or slash


def expandvars(path):
    path = fspath(path)
    if _like(path, "$") not in path:
        return path
    import os
    # Bytes are worked on as text in which every byte is one character, so one scanner serves both types.
    as_bytes = isinstance(path, bytes)
    text = os.fsdecode(path) if as_bytes else path
    pieces = []
    position = 0
    while True:
        dollar = text.find("$", position)
        if dollar < 0:
            break
        start = dollar + 1
        if text.startswith("{", start):
            close = text.find("}", start)
            name, end = (text[start + 1:close], close + 1) if close > 0 else (None, start)
        else:
            end = start
            while end < len(text) and text[end].isascii() and (text[end].isalnum() or text[end] == "_"):
                end += 1
            name = text[start:end] or None
        if name is not None and name in os.environ:
            pieces.append(text[position:dollar])
            pieces.append(os.environ[name])
        else:
            pieces.append(text[position:end])
        position = end
    pieces.append(text[position:])
    result = "".join(pieces)
    return os.fsencode(result) if as_bytes else result


# Questions to the operating system.


def _status(path, query):
    """Return what `query` (stat or lstat) says about `path`, or None where the path leads nowhere."""
    try:
        return query(path)
    except (OSError, ValueError):
        return None


def exists(path):
    return _status(path, posix.stat) is not None


def lexists(path):
    return _status(path, posix.lstat) is not None


def isfile(path):
    status = _status(path, posix.stat)
    return status is not None and _stat.S_ISREG(status.st_mode)


def isdir(s):
    status = _status(s, posix.stat)
    return status is not None and _stat.S_ISDIR(status.st_mode)


def islink(path):
    try:
        status = posix.lstat(path)
    except (OSError, ValueError, AttributeError):
        return False
    return _stat.S_ISLNK(status.st_mode)


def isjunction(path):
    fspath(path)
    return False


def isdevdrive(path):
    fspath(path)
    return False


def ismount(path):
    try:
        own = posix.lstat(path)
    except (OSError, ValueError):
        return False
    if _stat.S_ISLNK(own.st_mode):
        return False
    path = fspath(path)
    parent = _status(realpath(join(path, _like(path, ".."))), posix.lstat)
    if parent is None:
        return False
    return own.st_dev != parent.st_dev or own.st_ino == parent.st_ino


def getsize(filename):
    return posix.stat(filename).st_size


def getmtime(filename):
    return posix.stat(filename).st_mtime


def getatime(filename):
    return posix.stat(filename).st_atime


def getctime(filename):
    return posix.stat(filename).st_ctime


def samestat(s1, s2):
    return s1.st_ino == s2.st_ino and s1.st_dev == s2.st_dev


def samefile(f1, f2):
    return samestat(posix.stat(f1), posix.stat(f2))


def sameopenfile(fp1, fp2):
    return samestat(posix.fstat(fp1), posix.fstat(fp2))


def realpath(filename, *, strict=False):
    filename = fspath(filename)
    slash = _like(filename, "/")
    here = _like(filename, ".")
    up = _like(filename, "..")
    if filename.startswith(slash):
        resolved = slash
    else:
        resolved = posix.getcwdb() if isinstance(filename, bytes) else posix.getcwd()
    # Names still to be walked, the next one last. A link whose target is being walked leaves a marker (None, link path)
    # below the names of its target: reaching the marker means that the link is resolved.
    pending = filename.split(slash)[::-1]
    targets = {}
    while pending:
        name = pending.pop()
        if isinstance(name, tuple):
            targets[name[1]] = resolved
            continue
        if not name or name == here:
            continue
        if name == up:
            resolved = resolved[:resolved.rfind(slash)] or slash
            continue
        candidate = resolved + name if resolved == slash else resolved + slash + name
        try:
            status = posix.lstat(candidate)
            if not _stat.S_ISLNK(status.st_mode):
                resolved = candidate
                continue
            if candidate in targets:
                if targets[candidate] is not None:
                    resolved = targets[candidate]
                    continue
                # The link leads back to itself.
                if strict:
                    posix.stat(candidate)
                resolved = candidate
                continue
            target = posix.readlink(candidate)
        except OSError:
            if strict:
                raise
            resolved = candidate
            continue
        targets[candidate] = None
        pending.append((None, candidate))
        if target.startswith(slash):
            resolved = slash
        pending.extend(target.split(slash)[::-1])
    return resolved
