class Eq:
    def __init__(self, target): self.target = target
    def __eq__(self, other):
        self.target.clear()
        return True
a = []
a.extend([Eq(a), Eq(a), 3])
print(a == [1, 2, 3], a)  # expect: False []
b = []
b.extend([Eq(b), 5])
print(b.index(7), b)  # expect: 0 []
