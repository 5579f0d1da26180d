"""How help and usage are laid out: HelpFormatter and its variants. Parsers and actions are not here."""

# Classes defined here are shown as members of the package.
__name__ = "argparse"

SUPPRESS = "==SUPPRESS=="

# Values of nargs.
OPTIONAL = "?"
ZERO_OR_MORE = "*"
ONE_OR_MORE = "+"
PARSER = "A..."
REMAINDER = "..."
_UNRECOGNIZED_ARGS_ATTR = "_unrecognized_args"


class _AttributeHolder:
    """Shows its attributes in its repr."""

    def __repr__(self):
        shown = [repr(arg) for arg in self._get_args()]
        unusual = {}
        for name, value in self._get_kwargs():
            if name.isidentifier():
                shown.append(f"{name}={value!r}")
            else:
                unusual[name] = value
        if unusual:
            shown.append(f"**{unusual!r}")
        return f"{type(self).__name__}({', '.join(shown)})"

    def _get_kwargs(self):
        return list(self.__dict__.items())

    def _get_args(self):
        return []


def _collapse_whitespace(text):
    """Return `text` stripped, with single spaces for its runs of ASCII whitespace."""
    # Only ASCII whitespace, so that no-break spaces keep words together.
    for blank in "\t\n\r\v\f":
        text = text.replace(blank, " ")
    return " ".join([word for word in text.split(" ") if word])


# Help texts


class HelpFormatter:
    """Lays out usage and help. Which class a parser uses is its formatter_class; methods are for subclasses only."""

    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        if width is None:
            import shutil
            width = shutil.get_terminal_size().columns - 2
        self._prog = prog
        self._indent_increment = indent_increment
        self._max_help_position = min(max_help_position, max(width - 20, indent_increment * 2))
        self._width = width
        self._current_indent = 0
        self._level = 0
        self._action_max_length = 0
        self._root_section = self._Section(self, None)
        self._current_section = self._root_section

    class _Section:
        """A heading with the pieces below it. Pieces are functions, called when everything has been added."""

        def __init__(self, formatter, parent, heading=None):
            self.formatter = formatter
            self.parent = parent
            self.heading = heading
            self.items = []

        def format_help(self):
            nested = self.parent is not None
            if nested:
                self.formatter._indent()
            body = self.formatter._join_parts([function(*args) for function, args in self.items])
            if nested:
                self.formatter._dedent()
            if not body:
                return ""
            heading = ""
            if self.heading is not SUPPRESS and self.heading is not None:
                heading = " " * self.formatter._current_indent + f"{self.heading}:\n"
            return self.formatter._join_parts(["\n", heading, body, "\n"])

    def _indent(self):
        self._current_indent += self._indent_increment
        self._level += 1

    def _dedent(self):
        self._current_indent -= self._indent_increment
        assert self._current_indent >= 0, "Indent decreased below 0."
        self._level -= 1

    def _add_item(self, func, args):
        self._current_section.items.append((func, args))

    # Collecting.

    def start_section(self, heading):
        self._indent()
        section = self._Section(self, self._current_section, heading)
        self._add_item(section.format_help, [])
        self._current_section = section

    def end_section(self):
        self._current_section = self._current_section.parent
        self._dedent()

    def add_text(self, text):
        if text is not SUPPRESS and text is not None:
            self._add_item(self._format_text, [text])

    def add_usage(self, usage, actions, groups, prefix=None):
        if usage is not SUPPRESS:
            self._add_item(self._format_usage, (usage, actions, groups, prefix))

    def add_argument(self, action):
        if action.help is SUPPRESS:
            return
        widths = [len(self._format_action_invocation(action)) + self._current_indent]
        for subaction in self._iter_indented_subactions(action):
            widths.append(len(self._format_action_invocation(subaction)) + self._current_indent)
        self._action_max_length = max(self._action_max_length, *widths)
        self._add_item(self._format_action, [action])

    def add_arguments(self, actions):
        for action in actions:
            self.add_argument(action)

    # Layout.

    def format_help(self):
        text = self._root_section.format_help()
        if text:
            while "\n\n\n" in text:
                text = text.replace("\n\n\n", "\n\n")
            text = text.strip("\n") + "\n"
        return text

    def _join_parts(self, part_strings):
        return "".join([part for part in part_strings if part and part is not SUPPRESS])

    def _format_usage(self, usage, actions, groups, prefix):
        if prefix is None:
            prefix = "usage: "
        if usage is not None:
            usage = usage % dict(prog=self._prog)
        elif not actions:
            usage = f"{self._prog}"
        else:
            prog = f"{self._prog}"
            optionals = [action for action in actions if action.option_strings]
            positionals = [action for action in actions if not action.option_strings]
            words = self._format_actions_usage(optionals + positionals, groups)
            usage = " ".join([part for part in (prog, words) if part])
            if len(prefix) + len(usage) > self._width - self._current_indent:
                usage = self._wrap_usage(
                    prefix, prog,
                    self._get_actions_usage_parts(optionals, groups),
                    self._get_actions_usage_parts(positionals, groups),
                )
        return f"{prefix}{usage}\n\n"

    def _wrap_usage(self, prefix, prog, optional_parts, positional_parts):
        """Return a usage of several lines: optionals first, positionals on lines of their own."""
        width = self._width - self._current_indent

        def fill(parts, indent, first_indent):
            lines = []
            line = []
            length = first_indent - 1
            for part in parts:
                if line and length + 1 + len(part) > width:
                    lines.append(" ".join(line))
                    line = []
                    length = indent - 1
                line.append(part)
                length += len(part) + 1
            if line:
                lines.append(" ".join(line))
            return lines

        if len(prefix) + len(prog) <= 0.75 * width:
            # The program name is short: everything is to the right of it.
            indent = len(prefix) + len(prog) + 1
            if optional_parts:
                lines = fill([prog] + optional_parts, indent, len(prefix))
                lines += fill(positional_parts, indent, indent)
            elif positional_parts:
                lines = fill([prog] + positional_parts, indent, len(prefix))
            else:
                lines = [prog]
        else:
            indent = len(prefix)
            lines = fill(optional_parts + positional_parts, indent, indent)
            if len(lines) > 1:
                lines = fill(optional_parts, indent, indent) + fill(positional_parts, indent, indent)
            lines.insert(0, prog)
        return ("\n" + " " * indent).join(lines)

    def _format_actions_usage(self, actions, groups):
        return " ".join(self._get_actions_usage_parts(actions, groups))

    def _get_actions_usage_parts(self, actions, groups):
        """Return the words of the usage, one for each action; groups of exclusive actions are in brackets."""
        # A group is shown as one where its actions follow each other.
        spans = []
        grouped = set()
        for group in groups:
            if not group._group_actions:
                raise ValueError(f"empty group {group}")
            if all(action.help is SUPPRESS for action in group._group_actions):
                continue
            try:
                start = actions.index(group._group_actions[0])
            except ValueError:
                continue
            end = start + len(group._group_actions)
            if actions[start:end] == group._group_actions:
                grouped.update(group._group_actions)
                spans.append((start, end, group))

        parts = [self._usage_part(action, action in grouped) for action in actions]

        joined = set()
        for start, end, group in sorted(spans, key=lambda span: span[:2], reverse=True):
            members = [index for index in range(start, end) if parts[index] is not None]
            if not members:
                continue
            if group.required:
                opening, closing = ("(", ")") if len(members) > 1 else ("", "")
            else:
                opening, closing = "[", "]"
            parts[members[0]] = opening + parts[members[0]]
            parts[members[-1]] += closing
            for index in members[:-1]:
                if index not in joined:
                    parts[index] += " |"
                    joined.add(index)
        return [part for part in parts if part is not None]

    def _usage_part(self, action, in_group):
        """Return how the usage shows one action, or None where it is not to be shown."""
        if action.help is SUPPRESS:
            return None
        if not action.option_strings:
            part = self._format_args(action, self._get_default_metavar_for_positional(action))
            if in_group and part[:1] == "[" and part[-1:] == "]":
                part = part[1:-1]
            return part
        if action.nargs == 0:
            part = action.format_usage()
        else:
            default = self._get_default_metavar_for_optional(action)
            part = f"{action.option_strings[0]} {self._format_args(action, default)}"
        if not action.required and not in_group:
            part = f"[{part}]"
        return part

    def _format_text(self, text):
        if "%(prog)" in text:
            text = text % dict(prog=self._prog)
        width = max(self._width - self._current_indent, 11)
        return self._fill_text(text, width, " " * self._current_indent) + "\n\n"

    def _format_action(self, action):
        """Return the lines of one argument: how it is invoked on the left, its help on the right."""
        help_position = min(self._action_max_length + 2, self._max_help_position)
        help_width = max(self._width - help_position, 11)
        margin = " " * self._current_indent
        room = help_position - self._current_indent - 2
        invocation = self._format_action_invocation(action)
        help_lines = []
        if action.help and action.help.strip():
            help_text = self._expand_help(action)
            if help_text:
                help_lines = self._split_lines(help_text, help_width)
        if not action.help:
            parts = [f"{margin}{invocation}\n"]
        elif len(invocation) <= room:
            parts = [f"{margin}{invocation:<{room}}  "]
            if help_lines:
                parts.append(help_lines.pop(0) + "\n")
            elif not action.help.strip():
                parts.append("\n")
        else:
            parts = [f"{margin}{invocation}\n"]
        for line in help_lines:
            parts.append(" " * help_position + line + "\n")
        for subaction in self._iter_indented_subactions(action):
            parts.append(self._format_action(subaction))
        return self._join_parts(parts)

    def _format_action_invocation(self, action):
        """Return how an argument is written on the command line: its options, then the words they take."""
        if not action.option_strings:
            default = self._get_default_metavar_for_positional(action)
            return " ".join(self._metavar_formatter(action, default)(1))
        options = ", ".join(action.option_strings)
        if action.nargs == 0:
            return options
        default = self._get_default_metavar_for_optional(action)
        return f"{options} {self._format_args(action, default)}"

    def _metavar_formatter(self, action, default_metavar):
        """Return a function from a number to so many names for the words that the action takes."""
        if action.metavar is not None:
            name = action.metavar
        elif action.choices is not None:
            name = "{" + ",".join([str(choice) for choice in action.choices]) + "}"
        else:
            name = default_metavar

        def names(count):
            return name if isinstance(name, tuple) else (name,) * count

        return names

    def _format_args(self, action, default_metavar):
        """Return the names of the words that an action takes, as usage shows them."""
        names = self._metavar_formatter(action, default_metavar)
        nargs = action.nargs
        if nargs is None:
            return "%s" % names(1)
        if nargs == OPTIONAL:
            return "[%s]" % names(1)
        if nargs == ZERO_OR_MORE:
            name = names(1)
            return "[%s [%s ...]]" % name if len(name) == 2 else "[%s ...]" % name
        if nargs == ONE_OR_MORE:
            return "%s [%s ...]" % names(2)
        if nargs == REMAINDER:
            return "..."
        if nargs == PARSER:
            return "%s ..." % names(1)
        if nargs == SUPPRESS:
            return ""
        try:
            template = " ".join(["%s" for _ in range(nargs)])
        except TypeError:
            raise ValueError("invalid nargs value") from None
        return template % names(nargs)

    def _expand_help(self, action):
        """Return the help of an action with its `%(...)s` replaced by attributes of the action."""
        params = dict(vars(action), prog=self._prog)
        for name, value in list(params.items()):
            if value is SUPPRESS:
                del params[name]
            elif hasattr(value, "__name__"):
                params[name] = value.__name__
        if params.get("choices") is not None:
            params["choices"] = ", ".join([str(choice) for choice in params["choices"]])
        return self._get_help_string(action) % params

    def _iter_indented_subactions(self, action):
        """Yield the actions that are listed below an action, one step further to the right."""
        if hasattr(action, "_get_subactions"):
            self._indent()
            yield from action._get_subactions()
            self._dedent()

    def _split_lines(self, text, width):
        import textwrap
        return textwrap.wrap(_collapse_whitespace(text), width)

    def _fill_text(self, text, width, indent):
        import textwrap
        return textwrap.fill(
            _collapse_whitespace(text), width, initial_indent=indent, subsequent_indent=indent
        )

    def _get_help_string(self, action):
        return action.help

    def _get_default_metavar_for_optional(self, action):
        return action.dest.upper()

    def _get_default_metavar_for_positional(self, action):
        return action.dest


class RawDescriptionHelpFormatter(HelpFormatter):
    """Keeps the lines of descriptions as they are."""

    def _fill_text(self, text, width, indent):
        return "".join([indent + line for line in text.splitlines(keepends=True)])


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    """Keeps the lines of all help texts as they are."""

    def _split_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    """Adds the default values to the help of the arguments."""

    def _get_help_string(self, action):
        text = action.help or ""
        if "%(default)" not in text and action.default is not SUPPRESS:
            if action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE):
                text += " (default: %(default)s)"
        return text


class MetavarTypeHelpFormatter(HelpFormatter):
    """Names the words that arguments take after their types."""

    def _get_default_metavar_for_optional(self, action):
        return action.type.__name__

    def _get_default_metavar_for_positional(self, action):
        return action.type.__name__
