import sys
print("to stderr", file=sys.stderr)
sys.stderr.write("more\n")
print("to stdout")  # expect: to stdout
