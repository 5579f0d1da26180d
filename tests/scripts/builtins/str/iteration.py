print(list("héy"), [c for c in reversed("abc")], list(enumerate("ab")), dict(zip("ab", [1, 2])))
# expect: ['h', 'é', 'y'] ['c', 'b', 'a'] [(0, 'a'), (1, 'b')] {'a': 1, 'b': 2}
it = iter("ab")
print(next(it), list(it), next(it, "end"), "".join(sorted("banana")), sorted(set("hello")))
# expect: a ['b'] end aaabnn ['e', 'h', 'l', 'o']
a, b, *c = "hello"
print(a, b, c, max("abc"), "b" in "abc", [*"xy"])  # expect: h e ['l', 'l', 'o'] c True ['x', 'y']
