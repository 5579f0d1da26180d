def key(v): return sorted([1, 2], key=key)
def mapped(v): return list(map(mapped, [1]))
def reduced(a, b):
    import functools
    return functools.reduce(reduced, [1, 2])
class Prop:
    @property
    def p(self): return self.p
class Gen:
    def g(self): yield from self.g()
def gen(): yield next(gen())
def ex(): exec("ex()")
for f in (lambda: key(1), lambda: mapped(1), lambda: reduced(1, 2), lambda: Prop().p, lambda: list(Gen().g()), lambda: list(gen()), ex, lambda: max([1, 2], key=lambda v: key(v))):
    try:
        f()
        print("no")
    except RecursionError:
        print("RecursionError")
        # expect: RecursionError
        # expect: RecursionError
        # expect: RecursionError
        # expect: RecursionError
        # expect: RecursionError
        # expect: RecursionError
        # expect: RecursionError
        # expect: RecursionError
