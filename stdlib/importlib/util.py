"""Tools around imports: finding out about a module without importing it."""

import sys
import types
from _imp import find_spec as _find_spec
from importlib import _resolve

__all__ = ["find_spec", "module_from_spec", "resolve_name"]


def resolve_name(name, package):
    """Turn a relative module name into an absolute one."""
    if not name.startswith("."):
        return name
    if not package:
        raise ImportError(f"no package specified for {name!r} (required for relative module names)")
    return _resolve(name, package)


def find_spec(name, package=None):
    """Return the spec of a module, or None when there is no such module. Parent packages are imported."""
    name = resolve_name(name, package) if name.startswith(".") else name
    if name in sys.modules:
        module = sys.modules[name]
        if module is None:
            return None
        try:
            spec = module.__spec__
        except AttributeError:
            raise ValueError(f"{name}.__spec__ is not set") from None
        if spec is None:
            raise ValueError(f"{name}.__spec__ is None")
        return spec
    parent = name.rpartition(".")[0]
    if parent:
        __import__(parent)
        if not hasattr(sys.modules[parent], "__path__"):
            raise ModuleNotFoundError(
                f"__path__ attribute not found on {parent!r} while trying to find {name!r}", name=name
            )
    return _find_spec(name)


def module_from_spec(spec):
    """Make an empty module for a spec."""
    module = types.ModuleType(spec.name)
    module.__spec__ = spec
    module.__package__ = spec.parent
    if spec.submodule_search_locations is not None:
        module.__path__ = spec.submodule_search_locations
    if spec.has_location:
        module.__file__ = spec.origin
    return module
