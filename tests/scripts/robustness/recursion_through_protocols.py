class A:
    def __add__(self, o): return self + o
    def __getitem__(self, i): return self[i]
    def __call__(self): return self()
    def __bool__(self): return bool(self)
    def __contains__(self, x): return x in self
    def __str__(self): return str(self)
    def __setattr__(self, n, v): self.x = v
    def __next__(self): return next(self)
    def __iter__(self): return self
    def __enter__(self): return self.__enter__()
    def __exit__(self, *a): pass
    def __format__(self, s): return format(self, s)
    def __index__(self): return int(self)
    def __hash__(self): return hash(self)
a = A()
for f in (lambda: a + 1, lambda: a[0], lambda: a(), lambda: bool(a), lambda: 1 in a, lambda: str(a), lambda: setattr(a, "y", 1),
          lambda: next(a), lambda: list(a), lambda: a.__enter__(), lambda: f"{a}", lambda: int(a), lambda: hash(a), lambda: {a: 1}):
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
        # expect: RecursionError
        # expect: RecursionError
        # expect: RecursionError
        # expect: RecursionError
        # expect: RecursionError
        # expect: RecursionError
