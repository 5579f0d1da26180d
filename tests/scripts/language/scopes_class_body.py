x = "global"
def f():
    x = "function"
    class C:
        seen = x
        x = "class"
        after = x
        def m(self): return x
    return C
C = f()
print(C.seen, C.after, C().m())  # expect: global class function
class D:
    x = x
print(D.x)  # expect: global
y = 1
class E:
    y = y + 1
    z = [y for _ in range(1)]
print(E.y, E.z)  # expect: 2 [1]
