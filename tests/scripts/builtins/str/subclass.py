class Name(str):
    def __new__(cls, v): return super().__new__(cls, v.title())
    def greet(self): return "hi " + self
n = Name("ann lee")
print(n, n.greet(), type(n).__name__, type(n + "x").__name__, type(n.upper()).__name__, n == "Ann Lee", {"Ann Lee": 1}[n], len(n), n[0])
# expect: Ann Lee hi Ann Lee Name str str True 1 7 A
n.extra = 1
print(n.__dict__, isinstance(n, str), repr(n), f"{n:>10}")  # expect: {'extra': 1} True 'Ann Lee'    Ann Lee
