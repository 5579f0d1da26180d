from operator import attrgetter, itemgetter, methodcaller

rows = [{"n": 2, "k": "b"}, {"n": 1, "k": "a"}]
print(sorted(rows, key=itemgetter("n")))  # expect: [{'n': 1, 'k': 'a'}, {'n': 2, 'k': 'b'}]
print(itemgetter(1, 0)("xy"), itemgetter(slice(1, 3))("abcd"))  # expect: ('y', 'x') bc


class Node:
    def __init__(self, name, parent=None):
        self.name, self.parent = name, parent


n = Node("leaf", Node("root"))
print(attrgetter("parent.name")(n), attrgetter("name", "parent.name")(n))  # expect: root ('leaf', 'root')
print(methodcaller("upper")("abc"), methodcaller("split", ",", maxsplit=1)("a,b,c"))  # expect: ABC ['a', 'b,c']
print(itemgetter(1), attrgetter("a.b"), methodcaller("f", 1, k=2))
# expect: operator.itemgetter(1) operator.attrgetter('a.b') operator.methodcaller('f', 1, k=2)
