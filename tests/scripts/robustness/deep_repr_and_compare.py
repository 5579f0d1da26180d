def nest(n, wrap):
    value = 0
    for _ in range(n): value = wrap(value)
    return value
for wrap in (lambda v: [v], lambda v: (v,), lambda v: {1: v}):
    a, b = nest(50000, wrap), nest(50000, wrap)
    for use in (lambda: repr(a), lambda: a == b, lambda: str(a)):
        try:
            use()
        except RecursionError:
            pass
        print("survived")
        # expect: survived
        # expect: survived
        # expect: survived
        # expect: survived
        # expect: survived
        # expect: survived
        # expect: survived
        # expect: survived
        # expect: survived
t = nest(50000, lambda v: (v,))
try:
    hash(t)
except RecursionError:
    pass
print("survived")  # expect: survived
