print([], (), {}, set(), [1, 2,], (1,), {1: 2, }, {1, })  # expect: [] () {} set() [1, 2] (1,) {1: 2} {1}
print([[1], (2, 3), {"a": [4]}])  # expect: [[1], (2, 3), {'a': [4]}]
print({1: "a", True: "b", 1.0: "c"})  # expect: {1: 'c'}
print(..., Ellipsis, None, NotImplemented)  # expect: Ellipsis Ellipsis None NotImplemented
x = (1)
y = 1,
print(x, y, type(...).__name__)  # expect: 1 (1,) ellipsis
