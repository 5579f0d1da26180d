def attempt(f):
    try:
        print(f())
    except UnicodeError as e:
        print(type(e).__name__, e)
attempt(lambda: "é".encode("ascii"))
# expect: UnicodeEncodeError 'ascii' codec can't encode character '\xe9' in position 0: ordinal not in range(128)
attempt(lambda: "éñ".encode("ascii"))
# expect: UnicodeEncodeError 'ascii' codec can't encode characters in position 0-1: ordinal not in range(128)
attempt(lambda: "日".encode("latin-1"))
# expect: UnicodeEncodeError 'latin-1' codec can't encode character '\u65e5' in position 0: ordinal not in range(256)
attempt(lambda: b"\xff".decode())
# expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
attempt(lambda: b"ab\xc3".decode())
# expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xc3 in position 2: unexpected end of data
attempt(lambda: b"\xe9t".decode("utf-8"))
# expect: UnicodeDecodeError 'utf-8' codec can't decode byte 0xe9 in position 0: invalid continuation byte
attempt(lambda: b"\x80".decode("ascii"))
# expect: UnicodeDecodeError 'ascii' codec can't decode byte 0x80 in position 0: ordinal not in range(128)
attempt(lambda: b"a\xffb".decode("utf-8", "replace"))  # expect: a�b
attempt(lambda: b"a\xffb".decode("utf-8", "ignore"))  # expect: ab
attempt(lambda: b"a\xffb".decode("ascii", "backslashreplace"))  # expect: a\xffb
attempt(lambda: "aé".encode("ascii", "xmlcharrefreplace"))  # expect: b'a&#233;'
try:
    "a".encode("nope")
except LookupError as e:
    print(e)  # expect: unknown encoding: nope
