import argparse

p = argparse.ArgumentParser(prog="git")
p.add_argument("--quiet", action="store_true")
sub = p.add_subparsers(dest="command", required=True, title="commands", metavar="COMMAND")
add = sub.add_parser("add", help="add files", aliases=["a"])
add.add_argument("files", nargs="+")
commit = sub.add_parser("commit", help="record changes")
commit.add_argument("-m", "--message", required=True)
commit.set_defaults(run="commit!")
print(p.parse_args(["--quiet", "add", "x", "y"]))  # expect: Namespace(quiet=True, command='add', files=['x', 'y'])
print(p.parse_args(["a", "x"]))  # expect: Namespace(quiet=False, command='a', files=['x'])
print(p.parse_args(["commit", "-m", "text"]))
# expect: Namespace(quiet=False, command='commit', message='text', run='commit!')
print(p.parse_known_args(["commit", "-m", "t", "--what"]))
# expect: (Namespace(quiet=False, command='commit', message='t', run='commit!'), ['--what'])
for line in p.format_help().splitlines():
    print("|" + line)
    # expect: |usage: git [-h] [--quiet] COMMAND ...
    # expect: |
    # expect: |options:
    # expect: |  -h, --help  show this help message and exit
    # expect: |  --quiet
    # expect: |
    # expect: |commands:
    # expect: |  COMMAND
    # expect: |    add (a)   add files
    # expect: |    commit    record changes
print(commit.format_usage().strip())  # expect: usage: git commit [-h] -m MESSAGE
