b = b"hello"
print(b, b[0], b[1:3], len(b), list(b[:2]), b"a" + b"b", b"ab" * 2, 104 in b, b"ell" in b, b == b"hello", b < b"help", hash(b) == hash(b"hello"))
# expect: b'hello' 104 b'el' 5 [104, 101] b'ab' b'abab' True True True True True
print(bytes(3), bytes([65, 66]), bytes("é", "utf-8"), bytes(b"x"), bytes(), bytes(range(3)), repr(b"'\"\n\x00\xff\\"))
# expect: b'\x00\x00\x00' b'AB' b'\xc3\xa9' b'x' b'' b'\x00\x01\x02' b'\'"\n\x00\xff\\'
print(b"%d-%s-%x" % (5, b"x", 255), b"abc"[::-1], b"".join([b"a", b"b"]), b", ".join([b"1", bytearray(b"2")]))
# expect: b'5-x-ff' b'cba' b'ab' b'1, 2'
