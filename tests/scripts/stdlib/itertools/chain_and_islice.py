from itertools import chain, islice
def numbers(n):
    for i in range(n):
        yield i
print(list(chain("ab", [1], {2: 3}, numbers(2))), list(chain()), list(chain.from_iterable(["ab", numbers(2)])))
# expect: ['a', 'b', 1, 2, 0, 1] [] ['a', 'b', 0, 1]
print(len(list(chain.from_iterable([[]] * 100_000 + [[1]]))))  # expect: 1
print(list(islice("abcdefg", 2)), list(islice("abcdefg", 2, 5)), list(islice("abcdefg", 1, None, 3)))
# expect: ['a', 'b'] ['c', 'd', 'e'] ['b', 'e']
rest = iter(range(10))
print(list(islice(rest, 3)), next(rest), list(islice(numbers(10), 2, 9, 3)), list(islice(rest, 0)), next(rest))
# expect: [0, 1, 2] 3 [2, 5, 8] [] 4
for call in (
    lambda: islice([1], -1),
    lambda: islice([1], "a"),
    lambda: islice([1], 1, 2, 0),
    lambda: islice([1], "a", 2),
    lambda: list(chain(1)),
    lambda: chain.from_iterable(5),
):
    try:
        call()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
# expect: ValueError Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.
# expect: ValueError Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.
# expect: ValueError Step for islice() must be a positive integer or None.
# expect: ValueError Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.
# expect: TypeError 'int' object is not iterable
# expect: TypeError 'int' object is not iterable
