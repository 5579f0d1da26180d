import sys
print("a")  # expect: a
sys.exit(0)
print("never")
