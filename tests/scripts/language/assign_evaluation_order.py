# The right side comes first, then container and index of each target.
def note(name, value):
    print(name)
    return value
d = {}
note("container", d)[note("key", 1)] = note("value", 2)
# expect: value
# expect: container
# expect: key
print(d)  # expect: {1: 2}
{note("a", 1): note("b", 2), note("c", 3): note("d", 4)}
# expect: a
# expect: b
# expect: c
# expect: d
