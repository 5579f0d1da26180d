class Count:
    def __init__(self, n): self.n = n
    def __iter__(self): return CountIter(self.n)
class CountIter:
    def __init__(self, n): self.i, self.n = 0, n
    def __iter__(self): return self
    def __next__(self):
        if self.i >= self.n: raise StopIteration
        self.i += 1
        return self.i
    def __length_hint__(self): return self.n - self.i
c = Count(3)
print(list(c), sum(c), max(c), [a + b for a in c for b in c], dict.fromkeys(c), tuple(c), *c)
# expect: [1, 2, 3] 6 3 [2, 3, 4, 3, 4, 5, 4, 5, 6] {1: None, 2: None, 3: None} (1, 2, 3) 1 2 3
a, *b = c
print(a, b, 3 in c, list(zip(c, c)), list(map(str, c)))
# expect: 1 [2, 3] True [(1, 1), (2, 2), (3, 3)] ['1', '2', '3']
class NoNext:
    def __iter__(self): return self
try:
    iter(NoNext())
except TypeError as e:
    print(e)  # expect: iter() returned non-iterator of type 'NoNext'
