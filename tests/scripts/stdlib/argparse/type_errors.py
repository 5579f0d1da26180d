import argparse


def even(text):
    number = int(text)
    if number % 2:
        raise argparse.ArgumentTypeError(f"{number} is odd")
    return number


p = argparse.ArgumentParser(prog="p", exit_on_error=False)
p.add_argument("--even", type=even)
p.add_argument("--hex", type=lambda text: int(text, 16))
p.add_argument("--size", type=int, choices=range(3))
print(p.parse_args(["--even", "4", "--hex", "ff", "--size", "2"]))  # expect: Namespace(even=4, hex=255, size=2)
for line in ("--even 3", "--even x", "--size 9", "--size x"):
    try:
        p.parse_args(line.split())
    except argparse.ArgumentError as e:
        print(e)
        # expect: argument --even: 3 is odd
        # expect: argument --even: invalid even value: 'x'
        # expect: argument --size: invalid choice: 9 (choose from 0, 1, 2)
        # expect: argument --size: invalid int value: 'x'
try:
    p.parse_args(["--hex", "zz"])
except argparse.ArgumentError as e:
    print(str(e).startswith("argument --hex: invalid <lambda> value: 'zz'"), e.argument_name)  # expect: True --hex
