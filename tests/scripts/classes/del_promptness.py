class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
d = D(1)
d = D(2)  # expect: del 1
print("replaced")  # expect: replaced
def f():
    local = D(3)
    print("in f")
f()
# expect: in f
# expect: del 3
print("after f")  # expect: after f
items = [D(4), D(5)]
items.pop()  # expect: del 5
print("popped")  # expect: popped
del items  # expect: del 4
D(6)  # expect: del 6
print("expression done")  # expect: expression done
x = y = D(7)
del x
print("one left")  # expect: one left
del y  # expect: del 7
print("end")  # expect: end
# expect: del 2
