# List, set, dict and generator comprehensions, nested and with conditions.
import sys


def pipeline(n):
    squares = [i * i for i in range(n)]
    odd = [s for s in squares if s & 1]
    pairs = [(a, b) for a in range(20) for b in range(20) if a < b]
    inverse = {s: i for i, s in enumerate(squares)}
    remainders = {s % 97 for s in squares}
    total = sum(inverse[s] for s in odd)
    grid = [[x * y for x in range(10)] for y in range(10)]
    flat = [cell for row in grid for cell in row if cell % 3]
    mapped = list(map(lambda v: v + 1, filter(lambda v: v % 5, flat)))
    return total + len(pairs) + len(remainders) + sum(flat) + sum(mapped)


size = int(sys.argv[1]) if len(sys.argv) > 1 else 3500
print(sum(pipeline(size + i % 10) for i in range(1200)))
