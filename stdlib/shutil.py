"""The part of shutil that needs no files: the size of the terminal. Copying and moving trees is not here."""

import os
import sys

__all__ = ["get_terminal_size"]


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
