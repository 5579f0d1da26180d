from functools import cmp_to_key, reduce
def numbers(n):
    for i in range(n):
        yield i
print(reduce(lambda a, b: a * 10 + b, [1, 2, 3]), reduce(max, numbers(5), 2), reduce(lambda a, b: a + b, [], "start"))
# expect: 123 4 start
for call in (lambda: reduce(max, []), lambda: reduce(max, 5)):
    try:
        call()
    except TypeError as error:
        print(error)
# expect: reduce() of empty iterable with no initial value
# expect: reduce() arg 2 must support iteration
backwards = cmp_to_key(lambda a, b: (a < b) - (a > b))
print(sorted([3, 1, 2], key=backwards), max([3, 1, 2], key=backwards))  # expect: [3, 2, 1] 1
k = backwards(1)
print(k < backwards(0), k == backwards(1), k.obj)  # expect: True True 1
for call in (lambda: k < 5, lambda: hash(k)):
    try:
        call()
    except TypeError as error:
        print(error)
# expect: other argument must be K instance
# expect: unhashable type: 'functools.KeyWrapper'
