s = {3, 1, 2, 3}
print(sorted(s), len(s), 2 in s, set(), set([1, 1]), {5}, sorted(set("hello")), {1, 1.0, True}, bool(set()), sorted({*[1, 2], 3}))
# expect: [1, 2, 3] 3 True set() {1} {5} ['e', 'h', 'l', 'o'] {1} False [1, 2, 3]
s.add(9)
s.discard(100)
s.remove(1)
print(sorted(s), s == {2, 3, 9}, s != {2}, type(s.pop()).__name__, len(s), sorted({x % 3 for x in range(7)}))
# expect: [2, 3, 9] True True int 2 [0, 1, 2]
s.clear()
print(s, repr(frozenset()), repr(frozenset([1])), {()} , {None})
# expect: set() frozenset() frozenset({1}) {()} {None}
