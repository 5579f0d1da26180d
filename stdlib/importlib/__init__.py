"""The import system as functions. Imports themselves are native; there are no finders or loaders to replace."""

import sys

__all__ = ["__import__", "import_module", "invalidate_caches", "reload"]

__import__ = __import__


def invalidate_caches():
    """Nothing is cached that could be out of date."""


def _resolve(name, package):
    level = len(name) - len(name.lstrip("."))
    if not package:
        raise TypeError(
            f"the 'package' argument is required to perform a relative import for {name!r}"
        )
    if not isinstance(package, str):
        raise TypeError("__package__ not set to a string")
    parents = package.rsplit(".", level - 1)
    if len(parents) < level:
        raise ImportError("attempted relative import beyond top-level package")
    tail = name[level:]
    return f"{parents[0]}.{tail}" if tail else parents[0]


def import_module(name, package=None):
    """Import a module and return it, not the package that holds it."""
    if name.startswith("."):
        name = _resolve(name, package)
    __import__(name)
    return sys.modules[name]


def reload(module):
    """Run the source of a module again in the module that is there."""
    name = getattr(getattr(module, "__spec__", None), "name", None) or getattr(module, "__name__", None)
    if name is None:
        raise TypeError("reload() argument must be a module")
    if sys.modules.get(name) is not module:
        raise ImportError(f"module {name} not in sys.modules", name=name)
    path = getattr(module, "__file__", None)
    if path is None:
        raise ImportError(f"module {name} has no source file to load again", name=name)
    with open(path, "rb") as file:
        source = file.read()
    exec(compile(source, path, "exec"), module.__dict__)
    return sys.modules[name]
