from itertools import accumulate, compress, dropwhile, filterfalse, pairwise, starmap, takewhile
def numbers(n):
    for i in range(n):
        yield i
def small(x):
    return x < 3
print(list(accumulate([1, 2, 3])), list(accumulate("abc")), list(accumulate([1, 2, 3], initial=10)), list(accumulate([])))
# expect: [1, 3, 6] ['a', 'ab', 'abc'] [10, 11, 13, 16] []
print(list(accumulate([3, 1, 4, 1, 5], max)), list(accumulate(numbers(5), lambda a, b: a * 2 + b)))
# expect: [3, 3, 4, 4, 5] [0, 1, 4, 11, 26]
print(list(compress("abcdef", [1, 0, 1, 0, 1, 1])), list(compress(numbers(4), numbers(9))))
# expect: ['a', 'c', 'e', 'f'] [1, 2, 3]
print(list(dropwhile(small, [1, 2, 3, 1])), list(takewhile(small, [1, 2, 3, 1])), list(dropwhile(small, numbers(6))))
# expect: [3, 1] [1, 2] [3, 4, 5]
print(list(takewhile(small, numbers(6))), list(filterfalse(small, numbers(6))), list(filterfalse(None, [0, 1, "", "a"])))
# expect: [0, 1, 2] [3, 4, 5] [0, '']
print(list(pairwise("abcd")), list(pairwise([1])), list(pairwise(numbers(3))))
# expect: [('a', 'b'), ('b', 'c'), ('c', 'd')] [] [(0, 1), (1, 2)]
print(list(starmap(pow, [(2, 3), (3, 2)])), list(starmap(lambda *a: a, [(), [1], "ab"])))
# expect: [8, 9] [(), (1,), ('a', 'b')]
source = iter([1, 5, 2])
print(list(takewhile(small, source)), list(source))  # expect: [1] [2]
