# Raising and catching: near, far, through finally, with custom classes, and the path without any.
import sys


class Missing(LookupError):
    def __init__(self, key):
        super().__init__("missing " + str(key))
        self.key = key


def find(table, key):
    if key not in table:
        raise Missing(key)
    return table[key]


def deep(n):
    if n == 0:
        raise ValueError("deep")
    return deep(n - 1) + 1


def guarded(table, key):
    try:
        return find(table, key)
    except Missing as missing:
        return -missing.key


cleanups = 0


def cleaned(table, key):
    global cleanups
    try:
        return table[key]
    finally:
        cleanups += 1


table = {i: i * 2 for i in range(0, 100, 2)}
acc = 0
for i in range(int(sys.argv[1]) if len(sys.argv) > 1 else 400000):
    acc += guarded(table, i % 100)
    try:
        acc += cleaned(table, i % 100)
    except KeyError as error:
        acc -= error.args[0]
    try:
        acc += int("12") if i & 3 else int("x")
    except (TypeError, ValueError):
        acc += 1
    if i % 16 == 0:
        try:
            deep(10)
        except ValueError:
            acc += 2
print(acc, cleanups)
