"""Writes what CPython says into the expectation lines of the case files beside this script.

Run it with the reference interpreter: `python3.13 regenerate.py`. A case is a source text, ended by a line that starts
with `---`; that line (and any further ones like it) is replaced. Columns count characters from 1; an end that CPython
leaves out, or puts before the start, is written as the start.
"""

import pathlib
import sys
import warnings


def expectation(source):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            compile(source, "<case>", "exec")
            lines = ["--- valid"]
        except SyntaxError as error:
            line, column = error.lineno or 0, error.offset or 0
            end_line, end_column = error.end_lineno or line, error.end_offset or column
            if (end_line, end_column) < (line, column):
                end_line, end_column = line, column
            name = type(error).__name__
            lines = [f"--- {name} {line}:{column}-{end_line}:{end_column} {error.msg}"]
    seen = []
    for warning in caught:
        text = f"--- warning {warning.lineno}: {warning.message}"
        if text not in seen:
            seen.append(text)
    return lines + seen


def regenerate(path):
    out, source = [], []
    pending = False
    for line in path.read_text(encoding="utf-8").split("\n")[:-1]:
        if line.startswith("---"):
            if not pending:
                out += source + expectation("".join(part + "\n" for part in source))
                source, pending = [], True
            continue
        pending = False
        source.append(line)
    if source:
        sys.exit(f"{path}: the last case has no expectation line")
    path.write_text("\n".join(out) + "\n", encoding="utf-8")


if __name__ == "__main__":
    for case_file in sorted(pathlib.Path(__file__).parent.glob("*.txt")):
        regenerate(case_file)
