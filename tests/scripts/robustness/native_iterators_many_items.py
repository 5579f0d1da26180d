# stack: 256
# Natives that drive natives go through many items without leaving a native frame behind.
import itertools
n = 100000
print(len("".join(map(str, range(n)))))  # expect: 488890
print(len(sorted(map(str, range(n)))))  # expect: 100000
print(sum(map(int, map(str, range(n)))))  # expect: 4999950000
print(len(list(filter(None, map(abs, range(n))))))  # expect: 99999
print(len(set(map(str, range(n)))), len(tuple(zip(map(str, range(n)), range(n)))))  # expect: 100000 100000
print(max(map(abs, range(-n, 0))), any(map(bool, itertools.repeat(0, n))))  # expect: 100000 False
print(len(dict(enumerate(map(str, range(n))))))  # expect: 100000
print(len(b"".join(map(bytes, itertools.repeat((1,), n)))))  # expect: 100000
print(sum(itertools.chain.from_iterable(map(range, itertools.repeat(3, n)))))  # expect: 300000
class C:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
    def __hash__(self): return self.v % 7
    def __eq__(self, o): return self.v == o.v
    def __str__(self): return str(self.v)
print(len(sorted(map(C, range(2000)))), max(map(C, range(2000))).v, len(set(map(C, range(300)))), len("".join(map(str, map(C, range(2000))))))
# expect: 2000 1999 300 6890
