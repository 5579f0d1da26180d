import argparse


class Upper(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, f"{option_string}:{values.upper()}")


p = argparse.ArgumentParser(prog="p")
action = p.add_argument("-u", "--up", action=Upper, metavar="WORD", help="shout")
print(p.parse_args(["--up", "abc"]), p.parse_args(["-uabc"]))  # expect: Namespace(up='--up:ABC') Namespace(up='-u:ABC')
print(action)
# expect: Upper(option_strings=['-u', '--up'], dest='up', nargs=None, const=None, default=None, type=None, choices=None, required=False, help='shout', metavar='WORD', deprecated=False)
print(p.format_usage().strip())  # expect: usage: p [-h] [-u WORD]
