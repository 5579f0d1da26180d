class A:
    def __repr__(self): return repr(self)
    def __eq__(self, o): return self == o
    def __getattr__(self, n): return getattr(self, n)
    def __len__(self): return len(self)
    def __iter__(self): return iter(self)
    __hash__ = None
for f in (lambda: repr(A()), lambda: A() == 1, lambda: A().x, lambda: len(A()), lambda: iter(A())):
    try:
        f()
    except RecursionError as e:
        print(type(e).__name__)
        # expect: RecursionError
        # expect: RecursionError
        # expect: RecursionError
        # expect: RecursionError
        # expect: RecursionError
deep = []
for _ in range(100000): deep = [deep]
try:
    repr(deep)
except RecursionError:
    print("repr too deep")  # expect: repr too deep
try:
    deep == [[deep]] and None
    print("compared")
except RecursionError:
    print("compare too deep")  # expect: compare too deep
del deep
print("freed")  # expect: freed
