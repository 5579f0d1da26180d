def attempt(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: sorted([1, None]))  # expect: TypeError '<' not supported between instances of 'NoneType' and 'int'
attempt(lambda: sorted([{}, {}]))  # expect: TypeError '<' not supported between instances of 'dict' and 'dict'
attempt(lambda: sorted(5))  # expect: TypeError 'int' object is not iterable
attempt(lambda: sorted([1], lambda x: x))  # expect: TypeError sorted expected 1 argument, got 2
attempt(lambda: sorted([1, 2], key=lambda x: 1 / 0))  # expect: ZeroDivisionError division by zero
a = [3, 1, 2]
def nosy(v):
    a.append(9)
    return v
try:
    a.sort(key=nosy)
except ValueError as e:
    print(e)  # expect: list modified during sort
class Bad:
    def __lt__(self, other): raise KeyError("lt")
attempt(lambda: sorted([Bad(), Bad()]))  # expect: KeyError 'lt'
a = [2, 1, "x"]
try:
    a.sort()
except TypeError:
    print(sorted(map(str, a)))  # expect: ['1', '2', 'x']
