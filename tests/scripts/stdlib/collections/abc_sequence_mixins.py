from collections.abc import MutableSequence


class Row(MutableSequence):
    def __init__(self, items):
        self.items = list(items)

    def __getitem__(self, index):
        return self.items[index]

    def __setitem__(self, index, value):
        self.items[index] = value

    def __delitem__(self, index):
        del self.items[index]

    def __len__(self):
        return len(self.items)

    def insert(self, index, value):
        self.items.insert(index, value)


r = Row([3, 1, 2])
r.append(1)
r.extend([7, 8])
r += [9]
print(list(r), r.index(1), r.index(1, 2), r.count(1), 7 in r)  # expect: [3, 1, 2, 1, 7, 8, 9] 1 3 2 True
r.reverse()
print(list(reversed(r)), r.pop(), r.pop(0))  # expect: [3, 1, 2, 1, 7, 8, 9] 3 9
r.remove(1)
print(r.items)  # expect: [8, 7, 2, 1]
match r:
    case [first, *_]:
        print("sequence", first)  # expect: sequence 8
r.clear()
print(list(r))  # expect: []
