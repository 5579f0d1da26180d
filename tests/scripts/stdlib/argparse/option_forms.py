import argparse

p = argparse.ArgumentParser(prog="p")
p.add_argument("-v", "--verbose", action="count", default=0)
p.add_argument("-q", action="store_true")
p.add_argument("-x", type=int)
p.add_argument("--name")
for line in ("-vvq", "-x5", "-x=5", "-x 5", "-qvx7", "--name=a=b", "--name a", "--na z", "--verb -v", "--name="):
    print(p.parse_args(line.split()))
    # expect: Namespace(verbose=2, q=True, x=None, name=None)
    # expect: Namespace(verbose=0, q=False, x=5, name=None)
    # expect: Namespace(verbose=0, q=False, x=5, name=None)
    # expect: Namespace(verbose=0, q=False, x=5, name=None)
    # expect: Namespace(verbose=1, q=True, x=7, name=None)
    # expect: Namespace(verbose=0, q=False, x=None, name='a=b')
    # expect: Namespace(verbose=0, q=False, x=None, name='a')
    # expect: Namespace(verbose=0, q=False, x=None, name='z')
    # expect: Namespace(verbose=2, q=False, x=None, name=None)
    # expect: Namespace(verbose=0, q=False, x=None, name='')
