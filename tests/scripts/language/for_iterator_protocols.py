class Seq:
    def __getitem__(self, i):
        if i == 3:
            raise IndexError
        return i * i
print(list(Seq()), 4 in Seq(), 5 in Seq())  # expect: [0, 1, 4] True False
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 2:
            raise StopIteration
        return self.n
for v in It():
    print(v)
    # expect: 1
    # expect: 2
class Bad:
    def __iter__(self): return 5
try:
    for v in Bad(): pass
except TypeError as e:
    print(e)  # expect: iter() returned non-iterator of type 'int'
try:
    for v in 5: pass
except TypeError as e:
    print(e)  # expect: 'int' object is not iterable
