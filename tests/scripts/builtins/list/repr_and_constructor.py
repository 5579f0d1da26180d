print([], [1, "a", None, [2.5]], list("ab"), list((1, 2)), list({1: 2}), list(range(3)), list())
# expect: [] [1, 'a', None, [2.5]] ['a', 'b'] [1, 2] [1] [0, 1, 2] []
a = [1]
a.append(a)
print(a, [[...]])  # expect: [1, [...]] [[Ellipsis]]
class R:
    def __repr__(self): return "R()"
print([R(), (R(),), {R: 1} and {"k": R()}])  # expect: [R(), (R(),), {'k': R()}]
try:
    list(5)
except TypeError as e:
    print(e)  # expect: 'int' object is not iterable
