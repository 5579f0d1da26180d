def f(): return f()
for _ in range(50):
    try:
        f()
    except RecursionError:
        pass
print("fifty times")  # expect: fifty times
def g(n):
    try:
        return g(n + 1)
    except RecursionError:
        return n
print(g(0) > 500)  # expect: True
