# Matrix multiplication over lists of lists.
import sys


def make(n, seed):
    return [[((i * n + j) * seed) % 17 - 8 + 0.5 for j in range(n)] for i in range(n)]


def multiply(a, b):
    n = len(a)
    columns = list(zip(*b))
    out = []
    for row in a:
        line = []
        for column in columns:
            acc = 0.0
            for k in range(n):
                acc += row[k] * column[k]
            line.append(acc)
        out.append(line)
    return out


def by_index(a, b):
    n = len(a)
    c = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            acc = 0.0
            for k in range(n):
                acc += a[i][k] * b[k][j]
            c[i][j] = acc
    return c


n = int(sys.argv[1]) if len(sys.argv) > 1 else 230
a = make(n, 3)
b = make(n, 7)
c = multiply(a, b)
d = by_index(b, c)
print("%.3f %.3f" % (sum(map(sum, c)), sum(d[i][i] for i in range(n))))
