t = (1, "a", None)
print(t, (), (1,), tuple("ab"), tuple([1]), tuple(), t[0], t[-1], t[1:], len(t), t + (2,), t * 2, 1 in t, t.index("a"), t.count(1))
# expect: (1, 'a', None) () (1,) ('a', 'b') (1,) () 1 None ('a', None) 3 (1, 'a', None, 2) (1, 'a', None, 1, 'a', None) True 1 1
print((1, 2) < (1, 3), (1,) < (1, 0), (1, 2) == (1, 2), (1, 2) == [1, 2], hash((1, 2)) == hash((1, 2)), ((1, 2), [3]))
# expect: True True True False True ((1, 2), [3])
a, (b, *c) = 1, (2, 3, 4)
print(a, b, c, *t)  # expect: 1 2 [3, 4] 1 a None
t += (5,)
print(t, tuple(x * 2 for x in range(3)), tuple(tuple("ab")), (1, 2)[::-1])
# expect: (1, 'a', None, 5) (0, 2, 4) ('a', 'b') (2, 1)
