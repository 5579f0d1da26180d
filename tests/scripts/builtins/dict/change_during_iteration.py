d = {1: 1, 2: 2}
def attempt(f):
    try:
        f()
    except RuntimeError as e:
        print(e)
def grow():
    for k in d:
        d[k + 10] = 0
def shrink():
    for k in list(d)[:0] or d:
        del d[k]
def items():
    for k, v in d.items():
        d[k, v] = 1
attempt(grow)  # expect: dictionary changed size during iteration
attempt(shrink)  # expect: dictionary changed size during iteration
attempt(items)  # expect: dictionary changed size during iteration
d = {1: 1, 2: 2}
for k in d:
    d[k] += 5
print(d)  # expect: {1: 6, 2: 7}
