"""The size of the terminal, and the simplest operations on files and trees.

Copies are of contents and permission bits. Archives, disk usage, ownership and searching for programs are not here.
"""

import os
import stat
import sys

__all__ = ["Error", "SameFileError", "copy", "copyfile", "copyfileobj", "copymode", "get_terminal_size", "rmtree"]

_CHUNK = 64 * 1024


class Error(OSError):
    """An operation of this module failed."""


class SameFileError(Error):
    """The source and the target of a copy are the same file."""


def get_terminal_size(fallback=(80, 24)):
    """Return the size of the terminal as os.terminal_size(columns, lines).

    The environment variables COLUMNS and LINES come first, then what the terminal of standard output says, then
    `fallback`.
    """
    size = []
    for variable in ("COLUMNS", "LINES"):
        try:
            size.append(int(os.environ[variable]))
        except (KeyError, ValueError):
            size.append(0)
    columns, lines = size
    if columns <= 0 or lines <= 0:
        try:
            terminal = os.get_terminal_size(sys.__stdout__.fileno())
        except (AttributeError, ValueError, OSError):
            # Standard output is closed, detached or not a terminal.
            terminal = os.terminal_size(fallback)
        if columns <= 0:
            columns = terminal.columns or fallback[0]
        if lines <= 0:
            lines = terminal.lines or fallback[1]
    return os.terminal_size((columns, lines))


def copyfileobj(fsrc, fdst, length=0):
    """Copy what is left of one file object to another."""
    while chunk := fsrc.read(length or _CHUNK):
        fdst.write(chunk)


def copyfile(src, dst, *, follow_symlinks=True):
    """Copy the contents of the file `src` to the file `dst`, which is created or overwritten; return `dst`."""
    if os.path.exists(src) and os.path.exists(dst) and os.path.samefile(src, dst):
        raise SameFileError(f"{src!r} and {dst!r} are the same file")
    if not follow_symlinks and os.path.islink(src):
        os.symlink(os.readlink(src), dst)
        return dst
    with open(src, "rb") as fsrc, open(dst, "wb") as fdst:
        copyfileobj(fsrc, fdst)
    return dst


def copymode(src, dst, *, follow_symlinks=True):
    """Copy the permission bits of the file `src` to `dst`."""
    if not follow_symlinks and os.path.islink(src) and os.path.islink(dst):
        return
    os.chmod(dst, stat.S_IMODE(os.stat(src).st_mode))


def copy(src, dst, *, follow_symlinks=True):
    """Copy a file with its permission bits to `dst`, or into it where it is a directory; return the new path."""
    if os.path.isdir(dst):
        dst = os.path.join(dst, os.path.basename(src))
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copymode(src, dst, follow_symlinks=follow_symlinks)
    return dst


def rmtree(path, ignore_errors=False, onerror=None, *, onexc=None, dir_fd=None):
    """Remove a directory and everything below it. Links are removed, not followed.

    onexc(function, path, exception) is called for what cannot be removed; without it, the first such error is raised.
    """
    if dir_fd is not None:
        raise NotImplementedError("shutil.rmtree(): dir_fd is not supported")

    def report(function, where, error):
        if ignore_errors:
            return
        if onexc is not None:
            onexc(function, where, error)
        elif onerror is not None:
            onerror(function, where, (type(error), error, error.__traceback__))
        else:
            raise error

    try:
        if os.path.islink(path):
            raise OSError("Cannot call rmtree on a symbolic link")
    except OSError as error:
        report(os.path.islink, path, error)
        return
    # Directories that are emptied are met a second time, to be removed.
    pending = [(path, False)]
    while pending:
        here, emptied = pending.pop()
        if emptied:
            try:
                os.rmdir(here)
            except FileNotFoundError:
                continue
            except OSError as error:
                report(os.rmdir, here, error)
            continue
        try:
            names = os.listdir(here)
        except FileNotFoundError as error:
            if here == path:
                report(os.lstat, here, error)
            continue
        except OSError as error:
            report(os.scandir, here, error)
            continue
        pending.append((here, True))
        for name in names:
            below = os.path.join(here, name)
            if os.path.isdir(below) and not os.path.islink(below):
                pending.append((below, False))
                continue
            try:
                os.unlink(below)
            except FileNotFoundError:
                continue
            except OSError as error:
                report(os.unlink, below, error)
