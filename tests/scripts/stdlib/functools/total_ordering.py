from functools import total_ordering
@total_ordering
class Version:
    def __init__(self, n): self.n = n
    def __eq__(self, other): return self.n == other.n if isinstance(other, Version) else NotImplemented
    def __lt__(self, other): return self.n < other.n if isinstance(other, Version) else NotImplemented
a, b = Version(1), Version(2)
print(a < b, a <= b, a > b, a >= b, a <= Version(1), b >= a)  # expect: True True False False True True
try:
    a >= 3
except TypeError as error:
    print(error)
# expect: '>=' not supported between instances of 'Version' and 'int'
@total_ordering
class ByGe:
    def __init__(self, n): self.n = n
    def __eq__(self, other): return self.n == other.n
    def __ge__(self, other): return self.n >= other.n
print(ByGe(1) < ByGe(2), ByGe(1) <= ByGe(1), ByGe(3) > ByGe(2))  # expect: True True True
try:
    total_ordering(object)
except ValueError as error:
    print(error)
# expect: must define at least one ordering operation: < > <= >=
