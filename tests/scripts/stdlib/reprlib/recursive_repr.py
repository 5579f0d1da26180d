from reprlib import recursive_repr


class Tree(list):
    @recursive_repr("(again)")
    def __repr__(self):
        return "<" + "|".join(map(repr, self)) + ">"


t = Tree([1, 2])
t.append(t)
print(t, Tree.__repr__.__name__)  # expect: <1|2|(again)> __repr__
