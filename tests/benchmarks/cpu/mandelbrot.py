# Escape times over a grid: tight floating point loops on locals.
import sys


def row(y, size, limit):
    inside = 0
    ci = 2.0 * y / size - 1.0
    for x in range(size):
        cr = 2.0 * x / size - 1.5
        zr = zi = 0.0
        for _ in range(limit):
            r2 = zr * zr
            i2 = zi * zi
            if r2 + i2 > 4.0:
                break
            zi = 2.0 * zr * zi + ci
            zr = r2 - i2 + cr
        else:
            inside += 1
    return inside


size = int(sys.argv[1]) if len(sys.argv) > 1 else 450
checksum = 0
for y in range(size):
    checksum = (checksum * 7 + row(y, size, 100)) % 1000003
print(checksum)
