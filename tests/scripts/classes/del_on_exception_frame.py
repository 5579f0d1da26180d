class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def f():
    d = D("local")
    raise ValueError
try:
    f()
except ValueError as e:
    print("handler")
# expect: handler
# expect: del local
print("after handler")  # expect: after handler
