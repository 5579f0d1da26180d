"""Lines of source files, kept after the first look. Sources that no file has (embedded modules, `-c`) are found as well."""

from _traceback import source_lines as _source_lines

__all__ = ["checkcache", "clearcache", "getline", "lazycache"]

# File name -> list of lines.
cache = {}


def clearcache():
    """Forget all lines."""
    cache.clear()


def getline(filename, lineno, module_globals=None):
    """Return one line with its newline, or '' when there is none."""
    lines = getlines(filename, module_globals)
    if 1 <= lineno <= len(lines):
        return lines[lineno - 1]
    return ""


def getlines(filename, module_globals=None):
    """Return all lines of a file, or an empty list when it cannot be read."""
    lines = cache.get(filename)
    if lines is None:
        lines = updatecache(filename, module_globals)
    return lines


def updatecache(filename, module_globals=None):
    """Read the lines of a file again."""
    lines = _source_lines(filename)
    if lines:
        cache[filename] = lines
    return lines


def checkcache(filename=None):
    """Forget what may have changed on disk."""
    if filename is None:
        cache.clear()
    else:
        cache.pop(filename, None)


def lazycache(filename, module_globals):
    """Whether lines can be found later without their file: they are found anyway."""
    return False
