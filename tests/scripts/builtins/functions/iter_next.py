it = iter([1, 2])
print(next(it), next(it), next(it, "default"))  # expect: 1 2 default
try:
    next(it)
except StopIteration as e:
    print(repr(e))  # expect: StopIteration()
values = iter([1, 2, 0, 3])
print(list(iter(lambda: next(values), 0)))  # expect: [1, 2]
def attempt(f):
    try:
        f()
    except TypeError as e:
        print(e)
attempt(lambda: iter(5))  # expect: 'int' object is not iterable
attempt(lambda: next([1]))  # expect: 'list' object is not an iterator
attempt(lambda: iter(5, 0))  # expect: iter(v, w): v must be callable
attempt(lambda: iter())  # expect: iter expected at least 1 argument, got 0
