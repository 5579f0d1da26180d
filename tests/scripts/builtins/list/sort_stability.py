records = [("a", 2), ("b", 1), ("c", 2), ("d", 1), ("e", 2)]
print(sorted(records, key=lambda r: r[1]))  # expect: [('b', 1), ('d', 1), ('a', 2), ('c', 2), ('e', 2)]
print(sorted(records, key=lambda r: r[1], reverse=True))  # expect: [('a', 2), ('c', 2), ('e', 2), ('b', 1), ('d', 1)]
class K:
    count = 0
    def __init__(self, v): self.v = v
    def __lt__(self, other):
        K.count += 1
        return self.v < other.v
items = [K(v) for v in (5, 2, 8, 1, 9, 3)]
print([k.v for k in sorted(items)], K.count > 0)  # expect: [1, 2, 3, 5, 8, 9] True
data = [(i * 7919) % 1000 for i in range(1000)]
print(sorted(data, key=lambda v: v % 10)[:8], sorted(data) == sorted(sorted(data, reverse=True)))
# expect: [0, 190, 380, 570, 760, 950, 140, 330] True
