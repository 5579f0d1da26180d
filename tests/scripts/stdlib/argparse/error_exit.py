import argparse

p = argparse.ArgumentParser(prog="p")
p.add_argument("n", type=int)
try:
    p.parse_args(["x"])
except SystemExit as e:
    print("exit", e.code)  # expect: exit 2
try:
    p.exit(3, "goodbye\n")
except SystemExit as e:
    print("exit", e.code)  # expect: exit 3
