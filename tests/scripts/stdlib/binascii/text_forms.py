import binascii
print(binascii.hexlify(b"\x01\xff"), binascii.unhexlify("01fF"), binascii.b2a_hex(b"abc", ":"), binascii.hexlify(b"abcde", "-", 2))
# expect: b'01ff' b'\x01\xff' b'61:62:63' b'61-6263-6465'
print(binascii.b2a_base64(b"hello world"), binascii.b2a_base64(b"hi", newline=False), binascii.a2b_base64("aGVs\nbG8="))
# expect: b'aGVsbG8gd29ybGQ=\n' b'aGk=' b'hello'
print(binascii.crc32(b"hello"), binascii.crc32(b"lo", binascii.crc32(b"hel")), binascii.crc_hqx(b"hello", 0))
# expect: 907060870 907060870 50018
def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except ValueError as e:
        print(type(e).__module__, type(e).__name__, e)
attempt(binascii.unhexlify, "abc")  # expect: binascii Error Odd-length string
attempt(binascii.unhexlify, "zz")  # expect: binascii Error Non-hexadecimal digit found
attempt(binascii.a2b_base64, "abc")  # expect: binascii Error Incorrect padding
attempt(binascii.a2b_base64, "abcde")
# expect: binascii Error Invalid base64-encoded string: number of data characters (5) cannot be 1 more than a multiple of 4
attempt(binascii.a2b_base64, "ab cd", strict_mode=True)  # expect: binascii Error Only base64 data is allowed
