# Digits of pi by a spigot over growing integers: big multiplication, division and comparison.
import sys


def digits():
    q, r, t, k, n, l = 1, 0, 1, 1, 3, 3
    while True:
        if 4 * q + r - t < n * t:
            yield n
            q, r, n = 10 * q, 10 * (r - n * t), 10 * (3 * q + r) // t - 10 * n
        else:
            q, r, t, k, n, l = (
                q * k,
                (2 * q + r) * l,
                t * l,
                k + 1,
                (q * (7 * k + 2) + r * l) // (t * l),
                l + 2,
            )


count = int(sys.argv[1]) if len(sys.argv) > 1 else 3600
out = []
for digit in digits():
    out.append(digit)
    if len(out) == count:
        break
text = "".join(map(str, out))
print(text[:20], text[-10:], sum(out))
print(len(str(3 ** (count * 2))), 7 ** count % 1000000007, pow(7, count, 1000000007))
