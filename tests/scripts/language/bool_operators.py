print(0 or "x", "" or None, 5 or 1 / 0)  # expect: x None 5
print(0 and 1 / 0, 5 and "y", [] and 1)  # expect: 0 y []
print(not 0, not "a", not not [])  # expect: True False False
print(1 and 2 or 3, 0 and 2 or 3)  # expect: 2 3
a = None
print((a or {}).get("k", "default"))  # expect: default
def f(v):
    print("f", v)
    # expect: f 0
    # expect: f 2
    # expect: f 3
    return v
print(f(0) or f(2) and f(3))  # expect: 3
