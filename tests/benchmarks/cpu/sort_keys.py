# Sorting: plain integers, strings, tuples, and records through key functions.
import sys


class Record:
    def __init__(self, number, name):
        self.number = number
        self.name = name


def numbers(count, seed):
    state = seed
    out = []
    for _ in range(count):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        out.append(state >> 7)
    return out


size = int(sys.argv[1]) if len(sys.argv) > 1 else 150000
values = numbers(size, 1)
ordered = sorted(values)
print(ordered[0], ordered[size // 2], ordered[-1])

records = [Record(v % 1000, "n%d" % (v % 7919)) for v in values]
records.sort(key=lambda r: r.name)
print(records[0].name, records[size // 2].name, records[-1].name)
records.sort(key=lambda r: (r.number, r.name), reverse=True)
print(records[0].number, records[0].name, records[-1].number, records[-1].name)

names = [r.name for r in records]
names.sort()
names.sort(key=len)
print(names[0], names[size // 2], names[-1])

lowest = min(records, key=lambda r: (r.name, r.number))
highest = max(records, key=lambda r: r.number * 3 - len(r.name))
print(lowest.name, highest.number)
