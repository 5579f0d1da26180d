import operator

print(operator.add(1, 2), operator.mod(7, 3), operator.matmul.__name__, operator.floordiv(7, 2))  # expect: 3 1 matmul 3
print(operator.contains([1, 2], 2), operator.countOf("banana", "a"), operator.indexOf("abc", "c"))  # expect: True 3 2
print(operator.not_(0), operator.truth([]), operator.is_(None, None), operator.concat("a", "b"))
# expect: True False True ab
l = [1, 2, 3]
operator.setitem(l, 0, 9)
operator.delitem(l, 1)
print(l, operator.getitem(l, 0), operator.iadd(l, [4]), l, operator.length_hint(iter(l)))
# expect: [9, 3, 4] 9 [9, 3, 4] [9, 3, 4] 3
print(operator.index(True), operator.__add__(1, 1), operator.call(max, 1, 2))  # expect: 1 2 2
