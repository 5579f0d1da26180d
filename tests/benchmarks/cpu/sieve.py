# Primes by striking out multiples in a list of flags, once by index and once by slice.
import sys


def by_index(limit):
    flags = [True] * (limit + 1)
    flags[0] = flags[1] = False
    i = 2
    while i * i <= limit:
        if flags[i]:
            for j in range(i * i, limit + 1, i):
                flags[j] = False
        i += 1
    return flags


def count_twins(flags):
    twins = 0
    for i in range(len(flags) - 2):
        if flags[i] and flags[i + 2]:
            twins += 1
    return twins


limit = int(sys.argv[1]) if len(sys.argv) > 1 else 3500000
total = 0
for round in range(3):
    flags = by_index(limit)
    total += sum(1 for flag in flags if flag)
print(total)
print(count_twins(flags))
