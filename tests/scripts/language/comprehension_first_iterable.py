# The first iterable is evaluated at once, the rest when the generator runs.
def source(name, values):
    print("source", name)
    return values
g = (a + b for a in source("a", [1, 2]) for b in source("b", [10, 20]))  # expect: source a
print("made")  # expect: made
print(list(g))
# expect: source b
# expect: source b
# expect: [11, 21, 12, 22]
try:
    (x for x in 5)
except TypeError as e:
    print(e)  # expect: 'int' object is not iterable
