import warnings
@warnings.deprecated("use new")
def old(): return 5
@warnings.deprecated("old class")
class Old:
    def __init__(self, x): self.x = x
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(old(), Old(3).x, old.__deprecated__, old.__name__)
    class Sub(Old): pass
    Sub(1)
# expect: 5 3 use new old
print([str(w.message) for w in caught])  # expect: ['use new', 'old class', 'old class']
