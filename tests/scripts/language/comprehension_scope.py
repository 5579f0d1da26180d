x = "outer"
print([x for x in range(3)], x)  # expect: [0, 1, 2] outer
print({x: y for x, y in [(1, 2)]}, {x for x in "a"}, x)  # expect: {1: 2} {'a'} outer
def f():
    n = 5
    return [n + i for i in range(2)], [[n * j for j in range(i)] for i in range(3)]
print(f())  # expect: ([5, 6], [[], [0], [0, 5]])
class C:
    items = [1, 2, 3]
    doubled = [i * 2 for i in items]
print(C.doubled)  # expect: [2, 4, 6]
try:
    class D:
        base = 10
        bad = [base + i for i in range(2)]
except NameError as e:
    print(e)  # expect: name 'base' is not defined
