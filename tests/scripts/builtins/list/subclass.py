class Stack(list):
    def push(self, v):
        self.append(v)
        return self
    def __repr__(self): return f"Stack{super().__repr__()}"
    def __getitem__(self, i): return super().__getitem__(i) if i else "zero"
s = Stack([1]).push(2).push(3)
print(s, len(s), s[0], s[1], type(s + [1]).__name__, type(s[1:]).__name__, isinstance(s, list), s == [1, 2, 3], list(s))
# expect: Stack[1, 2, 3] 3 zero 2 list list True True [1, 2, 3]
