d = {"a": 1, "b": 2}
it = iter(d.items())
print(next(it), it.__length_hint__(), list(it), next(it, "end"), type(iter(d)).__name__, type(iter(d.values())).__name__)
# expect: ('a', 1) 1 [('b', 2)] end dict_keyiterator dict_valueiterator
print([k for k in d], [*d], {**d}, dict(d), max(d), sorted(d, key=d.get, reverse=True), list(zip(d, d.values())), dict(enumerate("ab")))
# expect: ['a', 'b'] ['a', 'b'] {'a': 1, 'b': 2} {'a': 1, 'b': 2} b ['b', 'a'] [('a', 1), ('b', 2)] {0: 'a', 1: 'b'}
