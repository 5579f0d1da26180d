# A matrix given by a formula: floating point through small functions and list comprehensions.
import sys
from math import sqrt


def element(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(v):
    n = len(v)
    return [sum_row(i, v, n) for i in range(n)]


def sum_row(i, v, n):
    acc = 0.0
    for j in range(n):
        acc += element(i, j) * v[j]
    return acc


def times_transposed(v):
    n = len(v)
    out = []
    for i in range(n):
        acc = 0.0
        for j in range(n):
            acc += element(j, i) * v[j]
        out.append(acc)
    return out


n = int(sys.argv[1]) if len(sys.argv) > 1 else 320
u = [1.0] * n
for _ in range(10):
    v = times_transposed(times(u))
    u = times_transposed(times(v))
vbv = vv = 0.0
for a, b in zip(u, v):
    vbv += a * b
    vv += b * b
print("%.9f" % sqrt(vbv / vv))
