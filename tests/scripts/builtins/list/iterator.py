it = iter([1, 2, 3])
print(next(it), it.__length_hint__(), list(it), next(it, "end"), list(it))  # expect: 1 2 [2, 3] end []
a = [1, 2]
it = iter(a)
next(it)
a.append(3)
print(list(it))  # expect: [2, 3]
a.append(4)
print(list(it), type(it).__name__, iter(it) is it)  # expect: [] list_iterator True
r = reversed([1, 2, 3])
print(next(r), list(r), type(r).__name__)  # expect: 3 [2, 1] list_reverseiterator
