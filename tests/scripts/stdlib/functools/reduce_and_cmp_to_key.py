from functools import cmp_to_key, reduce
print(reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(lambda a, b: a + b, [], "start"))  # expect: 24 start
try:
    reduce(lambda a, b: a, [])
except TypeError as error:
    print(error)
# expect: reduce() of empty iterable with no initial value
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))  # expect: [3, 2, 1]
key = cmp_to_key(lambda a, b: (a > b) - (a < b))
print(key(1) < key(2), key(1) == key(1), key(3).obj)  # expect: True True 3
