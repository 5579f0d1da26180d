import argparse

base = argparse.ArgumentParser(add_help=False)
base.add_argument("--user", default="me")
base.add_argument_group("net").add_argument("--port", type=int, default="80")
p = argparse.ArgumentParser(prog="p", parents=[base], argument_default=argparse.SUPPRESS)
p.add_argument("--own")
p.set_defaults(user="you", extra=1)
print(p.parse_args([]))  # expect: Namespace(user='you', port=80, extra=1)
print(p.get_default("user"), p.get_default("extra"), p.get_default("nope"))  # expect: you 1 None
print(p.parse_args(["--own", "x"], argparse.Namespace(user="kept")))
# expect: Namespace(user='kept', port=80, extra=1, own='x')
print(p.format_help().replace("\n", "|"))
# expect: usage: p [-h] [--user USER] [--port PORT] [--own OWN]||options:|  -h, --help   show this help message and exit|  --user USER|  --own OWN||net:|  --port PORT|
