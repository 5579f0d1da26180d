import argparse


class Parser(argparse.ArgumentParser):
    def error(self, message):
        raise ValueError(message)


p = Parser(prog="p")
p.add_argument("--num", type=int)
p.add_argument("--pick", choices=["a", "b"])
p.add_argument("--two", nargs=2)
p.add_argument("--plus", nargs="+")
p.add_argument("--flag", action="store_true")
p.add_argument("--flop", action="store_true")
p.add_argument("pos", type=float)
for line in (
    "--num x 1", "--pick c 1", "--two a", "--plus", "--num", "--flag=1 1", "--fl 1", "", "1 2 --zzz", "x", "1 --num=",
):
    try:
        print(p.parse_args(line.split()))
    except ValueError as e:
        print(e)
        # expect: argument --num: invalid int value: 'x'
        # expect: argument --pick: invalid choice: 'c' (choose from 'a', 'b')
        # expect: argument --two: expected 2 arguments
        # expect: argument --plus: expected at least one argument
        # expect: argument --num: expected one argument
        # expect: argument --flag: ignored explicit argument '1'
        # expect: ambiguous option: --fl could match --flag, --flop
        # expect: the following arguments are required: pos
        # expect: unrecognized arguments: 2 --zzz
        # expect: argument pos: invalid float value: 'x'
        # expect: argument --num: invalid int value: ''
