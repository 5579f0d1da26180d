class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
kept = D("global")
print("last line")  # expect: last line
# expect: del global
