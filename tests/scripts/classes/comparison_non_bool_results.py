class A:
    def __eq__(self, o): return "eq"
    def __lt__(self, o): return []
    def __ne__(self, o): return 0
    __hash__ = None
a = A()
print(a == 1, a < 1, a != 1, not a == 1, 1 if a < 2 else 2, a == 1 == 2, [a] == [1], a in [5])
# expect: eq [] 0 False 2 False True True
