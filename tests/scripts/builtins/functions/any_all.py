print(any([]), all([]), any([0, 1]), all([1, 0]), any(x > 2 for x in range(5)), all(x < 5 for x in range(5)))
# expect: False True True False True True
seen = []
def note(v):
    seen.append(v)
    return v
print(any(note(v) for v in (0, 2, 3)), all(note(v) for v in (1, 0, 5)), seen)  # expect: True False [0, 2, 1, 0]
try:
    any(5)
except TypeError as e:
    print(e)  # expect: 'int' object is not iterable
