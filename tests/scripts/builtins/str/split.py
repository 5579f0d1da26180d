s = "  a b  c "
print(s.split(), s.split(" "), s.split(None, 1), s.rsplit(None, 1), "".split(), "".split(","))
# expect: ['a', 'b', 'c'] ['', '', 'a', 'b', '', 'c', ''] ['a', 'b  c '] ['  a b', 'c'] [] ['']
print("a,b,,c".split(","), "a,b,c".split(",", 1), "a,b,c".rsplit(",", 1), "a--b--c".split("--"), "abc".split("x"))
# expect: ['a', 'b', '', 'c'] ['a', 'b,c'] ['a,b', 'c'] ['a', 'b', 'c'] ['abc']
print("a\nb\r\nc\rd\x0be\u2028f".splitlines(), "a\n\nb\n".splitlines(True), "".splitlines())
# expect: ['a', 'b', 'c', 'd', 'e', 'f'] ['a\n', '\n', 'b\n'] []
print("k=v=w".partition("="), "k=v=w".rpartition("="), "kv".partition("="), "kv".rpartition("="))
# expect: ('k', '=', 'v=w') ('k=v', '=', 'w') ('kv', '', '') ('', '', 'kv')
print("x y\tz".split(maxsplit=1), "a b".split(sep=" "))  # expect: ['x', 'y\tz'] ['a', 'b']
try:
    "a".split("")
except ValueError as e:
    print(e)  # expect: empty separator
