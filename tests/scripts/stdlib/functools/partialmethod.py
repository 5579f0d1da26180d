from functools import partialmethod
class Cell:
    def set(self, state, *, loud=False): return (state, loud)
    on = partialmethod(set, True)
    loud = partialmethod(on, loud=True)
    @classmethod
    def kind(cls, x): return cls.__name__, x
    five = partialmethod(kind, 5)
print(Cell().on(), Cell().loud(), Cell.five(), Cell.on(Cell()))
# expect: (True, False) (True, True) ('Cell', 5) (True, False)
try:
    partialmethod(3)
except TypeError as error:
    print(error)
# expect: 3 is not callable or a descriptor
