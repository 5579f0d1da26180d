print('a\tb\\n\'\"', "it's", r'\d+\n', 'x' "y" 'z')  # expect: a	b\n'" it's \d+\n xyz
print("\x41\101\u00e9\U0001F600\N{GREEK SMALL LETTER ALPHA}")  # expect: AAé😀α
print("""multi
line""", '''a"b''')
# expect: multi
# expect: line a"b
print("con\
tinued")  # expect: continued
print(len("\0\a\b\f\v\r"), repr("\0\a\b\f\v\r\x7f\xa0"))  # expect: 6 '\x00\x07\x08\x0c\x0b\r\x7f\xa0'
print(b"bytes\x00\xff", rb"\x00", b'a' b'b', B"x", Rb"\q")  # expect: b'bytes\x00\xff' b'\\x00' b'ab' b'x' b'\\q'
