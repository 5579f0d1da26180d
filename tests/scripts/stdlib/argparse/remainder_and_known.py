import argparse

p = argparse.ArgumentParser(prog="p")
p.add_argument("--foo")
p.add_argument("cmd")
p.add_argument("rest", nargs=argparse.REMAINDER)
print(p.parse_args("--foo 1 run -x --foo 2".split()))
# expect: Namespace(foo='1', cmd='run', rest=['-x', '--foo', '2'])
p = argparse.ArgumentParser(prog="p", allow_abbrev=False)
p.add_argument("--foo")
p.add_argument("x", nargs="*", type=int)
print(p.parse_known_args("1 --fo 2 -z --foo a 3".split()))
# expect: (Namespace(foo='a', x=[1]), ['--fo', '2', '-z', '3'])
print(p.parse_intermixed_args("1 --foo a 2 3".split()))  # expect: Namespace(foo='a', x=[1, 2, 3])
