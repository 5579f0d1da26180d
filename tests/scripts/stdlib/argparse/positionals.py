import argparse

p = argparse.ArgumentParser(prog="copy")
p.add_argument("source", nargs="+")
p.add_argument("target")
p.add_argument("mode", nargs="?", default="fast")
print(p.parse_args(["a", "b"]))  # expect: Namespace(source=['a'], target='b', mode='fast')
print(p.parse_args(["a", "b", "c", "d"]))  # expect: Namespace(source=['a', 'b', 'c'], target='d', mode='fast')
print(p.parse_args(["--", "-a", "b", "c"]))  # expect: Namespace(source=['-a', 'b'], target='c', mode='fast')
p = argparse.ArgumentParser(prog="n")
p.add_argument("numbers", nargs=2, type=int)
p.add_argument("rest", nargs="*")
print(p.parse_args(["1", "-2", "x"]))  # expect: Namespace(numbers=[1, -2], rest=['x'])
