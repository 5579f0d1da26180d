import math
math.squrt(2)  # raises: AttributeError: module 'math' has no attribute 'squrt'. Did you mean: 'sqrt'?
