# Queens on a board through recursive generators and sets.
import sys


def place(n, row, columns, rising, falling):
    if row == n:
        yield ()
        return
    for column in range(n):
        if column in columns or row + column in rising or row - column in falling:
            continue
        columns.add(column)
        rising.add(row + column)
        falling.add(row - column)
        for rest in place(n, row + 1, columns, rising, falling):
            yield (column,) + rest
        columns.remove(column)
        rising.remove(row + column)
        falling.remove(row - column)


n = int(sys.argv[1]) if len(sys.argv) > 1 else 11
total = 0
weight = 0
for _ in range(4):
    for board in place(n, 0, set(), set(), set()):
        total += 1
        weight += sum(i * c for i, c in enumerate(board))
print(total, weight)
