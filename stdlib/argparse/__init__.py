"""Parsing of command lines.

A parser is given its arguments with add_argument(); parse_args() then turns the command line into a Namespace, or shows
what is wrong and exits with status 2. Help and error texts are CPython's, in English only.

This is the contents page: help texts are laid out in `_help`, actions and their errors are in `_actions`, the parser is
in `_parser`, and one command line is read by `_command_line`.
"""

from ._help import OPTIONAL, ONE_OR_MORE, PARSER, REMAINDER, SUPPRESS, ZERO_OR_MORE
from ._help import ArgumentDefaultsHelpFormatter, HelpFormatter, MetavarTypeHelpFormatter
from ._help import RawDescriptionHelpFormatter, RawTextHelpFormatter
from ._actions import Action, ArgumentError, ArgumentTypeError, BooleanOptionalAction, FileType, Namespace
from ._parser import ArgumentParser

# Not public, but known: programs inherit from these or name them in annotations.
from ._help import _AttributeHolder, _UNRECOGNIZED_ARGS_ATTR
from ._actions import _AppendAction, _AppendConstAction, _CountAction, _ExtendAction, _HelpAction, _StoreAction
from ._actions import _StoreConstAction, _StoreFalseAction, _StoreTrueAction, _SubParsersAction, _VersionAction
from ._actions import _get_action_name
from ._parser import _ActionsContainer, _ArgumentGroup, _MutuallyExclusiveGroup

__all__ = [
    "ArgumentParser", "ArgumentError", "ArgumentTypeError", "BooleanOptionalAction", "FileType", "HelpFormatter",
    "ArgumentDefaultsHelpFormatter", "RawDescriptionHelpFormatter", "RawTextHelpFormatter",
    "MetavarTypeHelpFormatter", "Namespace", "Action", "ONE_OR_MORE", "OPTIONAL", "PARSER", "REMAINDER", "SUPPRESS",
    "ZERO_OR_MORE",
]
