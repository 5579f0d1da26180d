"""Names of the import machinery that programs ask for. Finders and loaders are native and not objects."""

from _imp import ModuleSpec

SOURCE_SUFFIXES = [".py"]
BYTECODE_SUFFIXES = []
EXTENSION_SUFFIXES = []

__all__ = ["BYTECODE_SUFFIXES", "EXTENSION_SUFFIXES", "ModuleSpec", "SOURCE_SUFFIXES", "all_suffixes"]


def all_suffixes():
    """Return the suffixes of files that can be imported."""
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES
