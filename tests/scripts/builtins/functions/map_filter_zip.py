print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(filter(None, [0, 1, "", "a"])), list(filter(lambda x: x > 1, range(4))))
# expect: ['1', '2'] [11, 22] [1, 'a'] [2, 3]
print(list(zip([1, 2], "ab")), list(zip([1, 2, 3], "a")), list(zip()), list(zip([1])), dict(zip("ab", (1, 2))), list(zip(*[(1, 2), (3, 4)])))
# expect: [(1, 'a'), (2, 'b')] [(1, 'a')] [] [(1,)] {'a': 1, 'b': 2} [(1, 3), (2, 4)]
m = map(int, "12")
print(next(m), list(m), list(m), iter(m) is m, type(m).__name__)  # expect: 1 [2] [] True map
try:
    list(zip([1, 2], [1], strict=True))
except ValueError as e:
    print(e)  # expect: zip() argument 2 is shorter than argument 1
try:
    list(zip([1], [1, 2], strict=True))
except ValueError as e:
    print(e)  # expect: zip() argument 2 is longer than argument 1
try:
    map(str)
except TypeError as e:
    print(e)  # expect: map() must have at least two arguments.
try:
    zip(1)
except TypeError as e:
    print(e)  # expect: 'int' object is not iterable
try:
    list(map(5, [1]))
except TypeError as e:
    print(e)  # expect: 'int' object is not callable
