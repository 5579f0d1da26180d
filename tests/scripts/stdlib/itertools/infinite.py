from itertools import count, cycle, islice, repeat
print(list(islice(count(5, 2), 4)), list(islice(count(1.5, 0.5), 3)), list(islice(count(10**30), 2)))
# expect: [5, 7, 9, 11] [1.5, 2.0, 2.5] [1000000000000000000000000000000, 1000000000000000000000000000001]
print(count(3), count(3, 1), count(3, 2), count(2.5), repeat("a"), repeat("a", 2), repeat("a", -3))
# expect: count(3) count(3) count(3, 2) count(2.5) repeat('a') repeat('a', 2) repeat('a', 0)
print(list(islice(cycle("ab"), 5)), list(cycle([])), list(repeat(7, 3)), list(map(pow, range(4), repeat(2))))
# expect: ['a', 'b', 'a', 'b', 'a'] [] [7, 7, 7] [0, 1, 4, 9]
r = repeat("x", 4)
next(r)
print(r, r.__length_hint__(), list(zip(count(), "ab")))  # expect: repeat('x', 3) 3 [(0, 'a'), (1, 'b')]
for call in (lambda: count("a"), lambda: count(1, "a"), lambda: repeat(1, "a"), lambda: repeat(1).__length_hint__()):
    try:
        call()
    except TypeError as error:
        print(error)
# expect: a number is required
# expect: a number is required
# expect: 'str' object cannot be interpreted as an integer
# expect: len() of unsized object
