def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: bytes([256]))  # expect: ValueError bytes must be in range(0, 256)
attempt(lambda: bytes(["a"]))  # expect: TypeError 'str' object cannot be interpreted as an integer
attempt(lambda: bytes("abc"))  # expect: TypeError string argument without an encoding
attempt(lambda: bytes(-1))  # expect: ValueError negative count
attempt(lambda: b"a" + "b")  # expect: TypeError can't concat str to bytes
attempt(lambda: "a" + b"b")  # expect: TypeError can only concatenate str (not "bytes") to str
attempt(lambda: b"abc"[5])  # expect: IndexError index out of range
attempt(lambda: b"a" % 5)  # expect: TypeError not all arguments converted during bytes formatting
attempt(lambda: b"a".find("a"))  # expect: TypeError argument should be integer or bytes-like object, not 'str'
attempt(lambda: b",".join(["a"]))  # expect: TypeError sequence item 0: expected a bytes-like object, str found
attempt(lambda: 300 in b"abc")  # expect: ValueError byte must be in range(0, 256)
attempt(lambda: "a" in b"abc")  # expect: TypeError a bytes-like object is required, not 'str'
attempt(lambda: bytes.fromhex("0g"))  # expect: ValueError non-hexadecimal number found in fromhex() arg at position 1
attempt(lambda: b"a" < "a")  # expect: TypeError '<' not supported between instances of 'bytes' and 'str'
attempt(lambda: bytes(1.5))  # expect: TypeError cannot convert 'float' object to bytes
