import argparse


class Parser(argparse.ArgumentParser):
    def error(self, message):
        raise ValueError(f"{self.prog}: {message}")


p = Parser(prog="p")
sub = p.add_subparsers(dest="cmd", required=True)
run = sub.add_parser("run")
run.add_argument("--n", type=int)
for line in ("", "walk", "run --n x", "run --m", "run extra"):
    try:
        print(p.parse_args(line.split()))
    except ValueError as e:
        print(e)
        # expect: p: the following arguments are required: cmd
        # expect: p: argument cmd: invalid choice: 'walk' (choose from 'run')
        # expect: p run: argument --n: invalid int value: 'x'
        # expect: p: unrecognized arguments: --m
        # expect: p: unrecognized arguments: extra
try:
    p.add_subparsers()
except argparse.ArgumentError as e:
    print(e)  # expect: cannot have multiple subparser arguments
