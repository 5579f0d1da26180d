import argparse


class Parser(argparse.ArgumentParser):
    def error(self, message):
        raise ValueError(message)


p = Parser(prog="p")
g = p.add_mutually_exclusive_group(required=True)
g.add_argument("--on", action="store_true")
g.add_argument("--off", action="store_true")
g.add_argument("--level", type=int)
for line in ("--on", "--on --on", "--on --off", "--level 3 --on", ""):
    try:
        print(p.parse_args(line.split()))
        # expect: Namespace(on=True, off=False, level=None)
        # expect: Namespace(on=True, off=False, level=None)
    except ValueError as e:
        print(e)
        # expect: argument --off: not allowed with argument --on
        # expect: argument --on: not allowed with argument --level
        # expect: one of the arguments --on --off --level is required
print(p.format_usage().strip())  # expect: usage: p [-h] (--on | --off | --level LEVEL)
try:
    g.add_argument("--must", required=True)
except ValueError as e:
    print(e)  # expect: mutually exclusive arguments must be optional
