import argparse

p = argparse.ArgumentParser(prog="program")
for name in ("alpha", "beta", "gamma", "delta", "epsilon"):
    p.add_argument("--" + name, required=name == "beta")
group = p.add_mutually_exclusive_group()
group.add_argument("--one", action="store_true")
group.add_argument("--two", nargs="*")
p.add_argument("first")
p.add_argument("others", nargs="*")
for line in p.format_usage().splitlines():
    print("|" + line)
    # expect: |usage: program [-h] [--alpha ALPHA] --beta BETA [--gamma GAMMA]
    # expect: |               [--delta DELTA] [--epsilon EPSILON] [--one | --two [TWO ...]]
    # expect: |               first [others ...]
p.prog = "a-program-with-a-name-that-is-so-long-that-it-needs-a-line-of-its-own"
for line in p.format_usage().splitlines():
    print("|" + line)
    # expect: |usage: a-program-with-a-name-that-is-so-long-that-it-needs-a-line-of-its-own
    # expect: |       [-h] [--alpha ALPHA] --beta BETA [--gamma GAMMA] [--delta DELTA]
    # expect: |       [--epsilon EPSILON] [--one | --two [TWO ...]]
    # expect: |       first [others ...]
