# Pancake flips over every permutation: list indexing, slices and small integers.
import sys


def fannkuch(n):
    order = list(range(n))
    count = [0] * n
    checksum = 0
    most = 0
    index = 0
    rest = n
    while True:
        while rest != 1:
            count[rest - 1] = rest
            rest -= 1
        if order[0] != 0:
            stack = order[:]
            flips = 0
            top = stack[0]
            while top:
                stack[: top + 1] = stack[top::-1]
                flips += 1
                top = stack[0]
            if flips > most:
                most = flips
            checksum += flips if index % 2 == 0 else -flips
        while True:
            if rest == n:
                return checksum, most
            first = order[0]
            for i in range(rest):
                order[i] = order[i + 1]
            order[rest] = first
            count[rest] -= 1
            if count[rest] > 0:
                break
            rest += 1
        index += 1


size = int(sys.argv[1]) if len(sys.argv) > 1 else 9
checksum, most = fannkuch(size)
print(checksum)
print(most)
