import pprint

data = [list(range(12)), {"z": 1, "a": "some words " * 4}, 1234567]
print(pprint.pformat(data, width=30, compact=True))
# expect: [[0, 1, 2, 3, 4, 5, 6, 7, 8,
# expect:   9, 10, 11],
# expect:  {'a': 'some words some '
# expect:        'words some words '
# expect:        'some words ',
# expect:   'z': 1},
# expect:  1234567]
print(pprint.pformat(data, depth=1), pprint.pformat([1000000], underscore_numbers=True))
# expect: [[...], {...}, 1234567] [1_000_000]
print(pprint.pformat({"b": 1, "a": 2}, sort_dicts=False), pprint.pformat([[1] * 3] * 2, indent=4, width=10))
# expect: {'b': 1, 'a': 2} [   [   1,
# expect:         1,
# expect:         1],
# expect:     [   1,
# expect:         1,
# expect:         1]]
loop = [1]
loop.append(loop)
print(pprint.isrecursive(loop), pprint.isreadable(loop), pprint.isreadable([1]), pprint.saferepr({2: 1, 1: 2}))
# expect: True False True {1: 2, 2: 1}
