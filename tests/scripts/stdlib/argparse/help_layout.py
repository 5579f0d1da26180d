import argparse

p = argparse.ArgumentParser(prog="tool", description="Does things to files, " * 5, epilog="See %(prog)s docs.")
p.add_argument("input", help="file to read")
p.add_argument("output", nargs="?", default="out.txt", help="file to write (default: %(default)s)")
p.add_argument("-n", "--number", type=int, metavar="N", help="how many")
p.add_argument("--a-very-long-option-name", choices=["red", "green"], help="one of %(choices)s; " + "text " * 15)
p.add_argument("--hidden", help=argparse.SUPPRESS)
p.add_argument("--version", action="version", version="%(prog)s 1.0")
g = p.add_argument_group("special", "These are special.")
g.add_argument("--flag", action="store_true")
for line in p.format_help().splitlines():
    print("|" + line)
    # expect: |usage: tool [-h] [-n N] [--a-very-long-option-name {red,green}] [--version]
    # expect: |            [--flag]
    # expect: |            input [output]
    # expect: |
    # expect: |Does things to files, Does things to files, Does things to files, Does things
    # expect: |to files, Does things to files,
    # expect: |
    # expect: |positional arguments:
    # expect: |  input                 file to read
    # expect: |  output                file to write (default: out.txt)
    # expect: |
    # expect: |options:
    # expect: |  -h, --help            show this help message and exit
    # expect: |  -n, --number N        how many
    # expect: |  --a-very-long-option-name {red,green}
    # expect: |                        one of red, green; text text text text text text text
    # expect: |                        text text text text text text text text
    # expect: |  --version             show program's version number and exit
    # expect: |
    # expect: |special:
    # expect: |  These are special.
    # expect: |
    # expect: |  --flag
    # expect: |
    # expect: |See tool docs.
