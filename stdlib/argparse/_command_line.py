"""Reading of one command line: which strings are options, which words belong to which argument, and what is missing."""

from ._actions import ArgumentError, _get_action_name
from ._help import ONE_OR_MORE, OPTIONAL, PARSER, REMAINDER, SUPPRESS, ZERO_OR_MORE

# Classes defined here are shown as members of the package.
__name__ = "argparse"

class _CommandLine:
    """The state of reading one command line.

    `kinds` has a letter for each string: O for an option, A for a word, - for the first `--`, after which there are
    words only.
    """

    def __init__(self, parser, arg_strings, namespace, positionals):
        if parser.fromfile_prefix_chars is not None:
            arg_strings = parser._read_args_from_files(arg_strings)
        self.parser = parser
        self.strings = arg_strings
        self.namespace = namespace
        self.positionals = positionals
        self.seen_actions = set()
        self.seen_non_default_actions = set()
        self.warned = set()
        self.extras = []
        # Where options are, as (action, option, separator, value).
        self.options = {}
        kinds = []
        only_words = False
        for index, string in enumerate(arg_strings):
            if only_words:
                kinds.append("A")
            elif string == "--":
                kinds.append("-")
                only_words = True
            else:
                parsed = parser._parse_optional(string)
                if parsed is None:
                    kinds.append("A")
                else:
                    if len(parsed) > 1:
                        matches = ", ".join([name for _, name, _, _ in parsed])
                        raise ArgumentError(None, f"ambiguous option: {string} could match {matches}")
                    self.options[index] = parsed[0]
                    kinds.append("O")
        self.kinds = "".join(kinds)
        self.conflicts = {}
        for group in parser._mutually_exclusive_groups:
            for action in group._group_actions:
                others = [other for other in group._group_actions if other is not action]
                self.conflicts.setdefault(action, []).extend(others)

    def read(self):
        """Perform the actions of the command line; return the strings that nothing takes."""
        last_option = max(self.options, default=-1)
        position = 0
        while position <= last_option:
            next_option = position
            while next_option not in self.options:
                next_option += 1
            if position != next_option:
                end = self.take_positionals(position)
                if end > position:
                    position = end
                    continue
            if position not in self.options:
                # Words before an option that no positional argument takes.
                self.extras.extend(self.strings[position:next_option])
                position = next_option
            position = self.take_option(position)
        end = self.take_positionals(position)
        self.extras.extend(self.strings[end:])
        return self.extras

    def take_positionals(self, start):
        """Give words from `start` on to as many positional arguments as they suffice for; return where they end."""
        lengths = _share_out(self.positionals, self.kinds, start)
        for action, length in zip(self.positionals, lengths):
            end = start + length
            args = self.strings[start:end]
            # The `--` itself is not a value.
            dash = self.kinds.find("-", start, end)
            if dash >= 0 and (dash == start if action.nargs == PARSER else action.nargs != REMAINDER):
                del args[dash - start]
            start = end
            if length and action.deprecated:
                self.parser._warning(f"argument {action.dest!r} is deprecated")
            self.take_action(action, args)
        del self.positionals[:len(lengths)]
        return start

    def take_option(self, start):
        """Perform the option at `start`, or the several options of a string like -abc; return where its words end."""
        parser = self.parser
        action, name, separator, value = self.options[start]
        found = []
        while True:
            if action is None:
                self.extras.append(self.strings[start])
                return start + 1
            if value is None:
                end = start + 1 + self.count_words(action, self.kinds[start + 1:])
                found.append((action, self.strings[start + 1:end], name))
                break
            end = start + 1
            takes = self.count_words(action, "A")
            if takes == 1:
                found.append((action, [value], name))
                break
            if takes == 0 and name[1] not in parser.prefix_chars and value != "":
                # A short option that takes nothing: what follows are further short options.
                if separator or value[0] in parser.prefix_chars:
                    raise ArgumentError(action, f"ignored explicit argument {value!r}")
                found.append((action, [], name))
                following = name[0] + value[0]
                rest = value[1:]
                if following not in parser._option_string_actions:
                    self.extras.append(name[0] + value)
                    break
                action = parser._option_string_actions[following]
                name = following
                if not rest:
                    separator = value = None
                elif rest[0] == "=":
                    separator, value = "=", rest[1:]
                else:
                    separator, value = "", rest
                continue
            raise ArgumentError(action, f"ignored explicit argument {value!r}")
        for action, args, name in found:
            if action.deprecated and name not in self.warned:
                parser._warning(f"option {name!r} is deprecated")
                self.warned.add(name)
            self.take_action(action, args, name)
        return end

    def count_words(self, action, kinds):
        """Return how many of the strings after an option it takes."""
        for end in _possible_ends(action.nargs, kinds, 0, True):
            return end
        nargs = action.nargs
        if nargs is None:
            message = "expected one argument"
        elif nargs == OPTIONAL:
            message = "expected at most one argument"
        elif nargs == ONE_OR_MORE:
            message = "expected at least one argument"
        else:
            message = f"expected {nargs} argument{'' if nargs == 1 else 's'}"
        raise ArgumentError(action, message)

    def take_action(self, action, arg_strings, option_string=None):
        self.seen_actions.add(action)
        values = self.parser._get_values(action, arg_strings)
        # An argument that the command line has nothing for does not exclude others.
        if action.option_strings or arg_strings:
            self.seen_non_default_actions.add(action)
            for other in self.conflicts.get(action, ()):
                if other in self.seen_non_default_actions:
                    raise ArgumentError(action, f"not allowed with argument {_get_action_name(other)}")
        if values is not SUPPRESS:
            action(self.parser, self.namespace, values, option_string)

    def check_required(self, actions):
        """Raise for those of `actions` that are missing; convert the others' defaults where these are strings."""
        missing = []
        namespace = self.namespace
        for action in actions:
            if action in self.seen_actions:
                continue
            if action.required:
                missing.append(_get_action_name(action))
            elif (
                isinstance(action.default, str)
                and hasattr(namespace, action.dest)
                and action.default is getattr(namespace, action.dest)
            ):
                setattr(namespace, action.dest, self.parser._get_value(action, action.default))
        if missing:
            raise ArgumentError(None, f"the following arguments are required: {', '.join(missing)}")
        for group in self.parser._mutually_exclusive_groups:
            members = [action for action in group._group_actions if action in actions]
            if group.required and members and not self.seen_non_default_actions.intersection(members):
                names = [_get_action_name(action) for action in members if action.help is not SUPPRESS]
                raise ArgumentError(None, f"one of the arguments {' '.join(names)} is required")


def _is_negative_number(text):
    """Whether `text` is a minus sign and a decimal number, such as -5, -5.5 or -.5."""
    whole, point, fraction = text[1:].partition(".")
    if not text.startswith("-") or not (fraction if point else whole).isdecimal():
        return False
    return not whole or whole.isdecimal()


def _share_out(actions, kinds, start):
    """Return how many strings from `start` on each of the positional actions takes.

    Each takes as many as it can while the ones after it get what they need. Where there is not enough for all, the last
    ones are left out.
    """
    for count in range(len(actions), 0, -1):
        ends = _fit(actions[:count], kinds, start)
        if ends is None:
            continue
        return [end - begin for begin, end in zip([start] + ends, ends)]
    return []


def _fit(actions, kinds, start):
    """Return where the strings of each action end, or None where the strings do not suffice for all."""
    # Depth first, the longest share first. A pair (action, start) that did not work out is not tried again.
    failed = set()
    ends = []
    choices = [iter(_possible_ends(actions[0].nargs, kinds, start, False))]
    begins = [start]
    while choices:
        for end in choices[-1]:
            if (len(choices), end) not in failed:
                break
        else:
            choices.pop()
            failed.add((len(choices), begins.pop()))
            if ends:
                ends.pop()
            continue
        ends.append(end)
        if len(choices) == len(actions):
            return ends
        begins.append(end)
        choices.append(iter(_possible_ends(actions[len(choices)].nargs, kinds, end, False)))
    return None


def _possible_ends(nargs, kinds, start, is_option):
    """Return the places where the strings may end that an argument takes from `start` on, the farthest first.

    `--` may stand before, between and after the words of a positional argument; an option stops at it.
    """
    if nargs is None:
        least = most = 1
    elif nargs == OPTIONAL:
        least, most = 0, 1
    elif nargs == SUPPRESS:
        least = most = 0
    elif nargs in (ZERO_OR_MORE, ONE_OR_MORE, REMAINDER, PARSER):
        least, most = (1 if nargs in (ONE_OR_MORE, PARSER) else 0), len(kinds)
    else:
        least = most = nargs
    dashes = "" if is_option else "-"
    end = start
    words = 0
    # The places from which on, and after how many words, the argument could end.
    ends = [start] if least <= 0 else []
    while end < len(kinds):
        kind = kinds[end]
        if kind == "A":
            if words == most:
                break
            words += 1
        elif kind == "O":
            if nargs != REMAINDER and not (nargs == PARSER and words):
                break
        elif kind not in dashes:
            break
        end += 1
        if words >= least:
            ends.append(end)
    ends.reverse()
    return ends
