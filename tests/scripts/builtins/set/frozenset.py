f = frozenset([1, 2])
print(f == {1, 2}, hash(f) == hash(frozenset([2, 1])), {f: "k"}[frozenset([2, 1])], type(f | {3}).__name__, type({3} | f).__name__, f.union([5]) == {1, 2, 5}, frozenset(f) is f)
# expect: True True k frozenset set True True
print({frozenset([1])} == {frozenset([1])}, {1} in {frozenset([1])}, sorted(f - {1}), f <= {1, 2, 3}, frozenset("aab") == set("ab"), f.copy() is f)
# expect: True True [2] True True True
f |= {9}
print(sorted(f), type(f).__name__)  # expect: [1, 2, 9] frozenset
