import copy
from enum import Enum
class A(Enum):
    LIST = [1]
    DICT = {"k": 1}
    SAME = [1]
print(list(A), A([1]), A.SAME, [1] in A, [2] in A)
# expect: [<A.LIST: [1]>, <A.DICT: {'k': 1}>] A.LIST A.LIST True False
print(copy.copy(A.LIST) is A.LIST, copy.deepcopy([A.LIST])[0] is A.LIST)  # expect: True True
