print(list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate([], start=1)), list(reversed([1, 2])), list(reversed("ab")), list(reversed({"a": 1, "b": 2})))
# expect: [(0, 'a'), (1, 'b')] [(5, 'a'), (6, 'b')] [] [2, 1] ['b', 'a'] ['b', 'a']
class S:
    def __len__(self): return 3
    def __getitem__(self, i): return i * 2
class R:
    def __reversed__(self): return iter("custom")
print(list(reversed(S())), list(reversed(R())), next(enumerate("x")))
# expect: [4, 2, 0] ['c', 'u', 's', 't', 'o', 'm'] (0, 'x')
for v in ({1}, 5, iter([])):
    try:
        reversed(v)
    except TypeError as e:
        print(e)
        # expect: 'set' object is not reversible
        # expect: 'int' object is not reversible
        # expect: 'list_iterator' object is not reversible
