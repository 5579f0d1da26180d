# args: --num x rest
# exit: 2
import argparse

p = argparse.ArgumentParser(prog="p")
p.add_argument("--num", type=int)
p.parse_args()
