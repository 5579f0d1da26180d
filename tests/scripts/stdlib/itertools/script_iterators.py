import itertools
class Countdown:
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        return self
    def __next__(self):
        if not self.n:
            raise StopIteration
        self.n -= 1
        return self.n
class Squares:
    def __getitem__(self, i):
        if i > 3:
            raise IndexError
        return i * i
class Failing:
    def __iter__(self):
        yield 1
        raise KeyError("inside")
for source in (lambda: Countdown(4), Squares):
    print(list(itertools.chain(source(), source())), list(itertools.accumulate(source())))
    print(list(itertools.islice(source(), 1, 3)), list(itertools.pairwise(source())), list(itertools.batched(source(), 3)))
    print([(k, list(g)) for k, g in itertools.groupby(source(), lambda x: x > 1)], list(itertools.product(source(), "a")))
    print([list(t) for t in itertools.tee(source())], list(itertools.zip_longest(source(), [1])))
# expect: [3, 2, 1, 0, 3, 2, 1, 0] [3, 5, 6, 6]
# expect: [2, 1] [(3, 2), (2, 1), (1, 0)] [(3, 2, 1), (0,)]
# expect: [(True, [3, 2]), (False, [1, 0])] [(3, 'a'), (2, 'a'), (1, 'a'), (0, 'a')]
# expect: [[3, 2, 1, 0], [3, 2, 1, 0]] [(3, 1), (2, None), (1, None), (0, None)]
# expect: [0, 1, 4, 9, 0, 1, 4, 9] [0, 1, 5, 14]
# expect: [1, 4] [(0, 1), (1, 4), (4, 9)] [(0, 1, 4), (9,)]
# expect: [(False, [0, 1]), (True, [4, 9])] [(0, 'a'), (1, 'a'), (4, 'a'), (9, 'a')]
# expect: [[0, 1, 4, 9], [0, 1, 4, 9]] [(0, 1), (1, None), (4, None), (9, None)]
for consume in (itertools.chain, itertools.accumulate, itertools.pairwise, itertools.cycle, itertools.groupby):
    try:
        list(zip(consume(Failing()), range(5)))
    except KeyError as error:
        print(consume.__name__, error)
# expect: chain 'inside'
# expect: accumulate 'inside'
# expect: pairwise 'inside'
# expect: cycle 'inside'
# expect: groupby 'inside'
