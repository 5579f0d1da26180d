class C:
    def __contains__(self, k): return [k] if k else 0
print(5 in C(), 0 in C(), 5 not in C())  # expect: True False False
class D:
    def __len__(self): return 5
    def __bool__(self): return False
print(bool(D()), [1] and D() is not None)  # expect: False True
