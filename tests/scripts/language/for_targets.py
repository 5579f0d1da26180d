for i, (a, *b) in enumerate([(1, 2, 3), "xy"]):
    print(i, a, b)
    # expect: 0 1 [2, 3]
    # expect: 1 x ['y']
d = {}
for d["k"] in range(3):
    pass
print(d)  # expect: {'k': 2}
class C: pass
for C.attr in "ab":
    pass
print(C.attr)  # expect: b
