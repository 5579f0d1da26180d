import copy
import copyreg
class A:
    def __init__(self, x): self.x = x
copyreg.pickle(A, lambda a: (A, (a.x * 10,)))
print(copy.copy(A(2)).x)  # expect: 20
try:
    copyreg.pickle(A, 3)
except TypeError as error:
    print(error)
# expect: reduction functions must be callable
