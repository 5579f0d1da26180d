import reprlib

print(reprlib.repr(list(range(20))), reprlib.repr("x" * 100))
# expect: [0, 1, 2, 3, 4, 5, ...] 'xxxxxxxxxxxx...xxxxxxxxxxxxx'
print(reprlib.repr({i: i for i in range(9)}), reprlib.repr(set("hgfedcba")), reprlib.repr(10 ** 60))
# expect: {0: 0, 1: 1, 2: 2, 3: 3, ...} {'a', 'b', 'c', 'd', 'e', 'f', ...} 100000000000000000...0000000000000000000
print(reprlib.repr([[[[[[[1]]]]]]]), reprlib.repr((1,)), reprlib.repr(frozenset()))
# expect: [[[[[[[...]]]]]]] (1,) frozenset()
short = reprlib.Repr(maxlist=2, maxstring=8, fillvalue="~")
print(short.repr([1, 2, 3]), short.repr("abcdefghijkl"))  # expect: [1, 2, ~] 'a~kl'
print(reprlib.Repr(indent=2).repr([1, {"a": (2,)}]))
# expect: [
# expect:   1,
# expect:   {
# expect:     'a': (
# expect:       2,
# expect:     ),
# expect:   },
# expect: ]
