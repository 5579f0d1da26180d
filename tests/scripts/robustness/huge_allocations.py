import sys
def attempt(f):
    try:
        f()
        print("made")
    except (MemoryError, OverflowError) as e:
        print("refused")
attempt(lambda: "ab" * 2 ** 61)  # expect: refused
attempt(lambda: [None] * 2 ** 60)  # expect: refused
attempt(lambda: (1,) * 2 ** 60)  # expect: refused
attempt(lambda: bytearray(2 ** 60))  # expect: refused
attempt(lambda: b"x" * sys.maxsize)  # expect: refused
attempt(lambda: "x".ljust(2 ** 61))  # expect: refused
attempt(lambda: "%*d" % (2 ** 60, 1))  # expect: refused
attempt(lambda: range(2 ** 70).__len__())  # expect: refused
attempt(lambda: "a".zfill(2 ** 61))  # expect: refused
