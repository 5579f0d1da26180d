# A long chain of map over map is refused, or works; it never overflows the native stack.
# differs: CPython 3.13 overflows its own stack or raises RecursionError at another length


def chain(length):
    iterator = iter([1])
    for _ in range(length):
        iterator = map(lambda x: x + 1, iterator)
    return iterator


print(list(chain(200)))  # expect: [201]
try:
    print(list(chain(100000)))
except RecursionError:
    print("RecursionError")  # expect: RecursionError
