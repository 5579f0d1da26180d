s = {1, 2, 3}
try:
    for x in s:
        s.add(x + 10)
except RuntimeError as e:
    print(e)  # expect: Set changed size during iteration
it = iter({1, 2})
print(next(it), it.__length_hint__())  # expect: 1 1
