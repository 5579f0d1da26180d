class It:
    def __init__(self): self.i = 0
    def __iter__(self): return self
    def __next__(self):
        self.i += 1
        if self.i == 3: raise ValueError("third")
        return self.i
for consume in (list, tuple, sum, sorted, set, lambda it: [*it], lambda it: "".join(map(str, it)), lambda it: dict(zip(it, it)), lambda it: 9 in it, lambda it: max(it)):
    try:
        consume(It())
    except ValueError as e:
        print(e)
        # expect: third
        # expect: third
        # expect: third
        # expect: third
        # expect: third
        # expect: third
        # expect: third
        # expect: third
        # expect: third
        # expect: third
