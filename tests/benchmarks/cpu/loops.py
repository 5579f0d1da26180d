# Integer arithmetic in while and for loops, with branches.
import sys


def collatz(limit):
    longest = 0
    start = 1
    while start < limit:
        steps = 0
        n = start
        while n != 1:
            if n % 2 == 0:
                n //= 2
            else:
                n = 3 * n + 1
            steps += 1
        if steps > longest:
            longest = steps
        start += 1
    return longest


def mix(count):
    acc = 1
    for i in range(count):
        for j in range(10):
            acc = (acc * 31 + i * j) & 0xFFFFFF
            if acc & 1:
                acc ^= j
    return acc


size = int(sys.argv[1]) if len(sys.argv) > 1 else 80000
print(collatz(size))
print(mix(size * 4))
