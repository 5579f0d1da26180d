b = b"Hello, World"
print(b.upper(), b.lower(), b.find(b"o"), b.find(111), b.rfind(b"o"), b.count(b"l"), b.replace(b"l", b"L"), b.split(b", "), b.startswith(b"He"))
# expect: b'HELLO, WORLD' b'hello, world' 4 4 8 3 b'HeLLo, WorLd' [b'Hello', b'World'] True
print(b"  x ".strip(), b"a,b,,c".split(b","), b"a b".split(), b"ab".center(6, b"*"), b"7".zfill(3), b"a-b".partition(b"-"), b"x\ny\r\n".splitlines())
# expect: b'x' [b'a', b'b', b'', b'c'] [b'a', b'b'] b'**ab**' b'007' (b'a', b'-', b'b') [b'x', b'y']
print(b"\x01\xab".hex(), b"\x01\xab\xcd".hex(":"), bytes.fromhex("01 AB"), b"abc".isalpha(), b"12".isdigit(), b"abc".translate(None, b"b"), b"a".ljust(3, b"."))
# expect: 01ab 01:ab:cd b'\x01\xab' True True b'ac' b'a..'
print(b"abc".decode(), b"\xe9".decode("latin-1"), b"tEsT".title(), b"ab".swapcase(), b"abc".index(b"c"), b"xay".removeprefix(b"x"), b"a\tb".expandtabs(4))
# expect: abc é b'Test' b'AB' 2 b'ay' b'a   b'
