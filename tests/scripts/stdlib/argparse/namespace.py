import argparse

n = argparse.Namespace(a=1, b="x")
print(n, n == argparse.Namespace(b="x", a=1), n == {"a": 1}, "a" in n, "z" in n, vars(n))
# expect: Namespace(a=1, b='x') True False True False {'a': 1, 'b': 'x'}
setattr(n, "with-dash", 2)
print(n)  # expect: Namespace(a=1, b='x', **{'with-dash': 2})
