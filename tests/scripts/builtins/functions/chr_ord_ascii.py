print(chr(97), chr(8364), chr(0x1F600), ord("a"), ord("€"), ord(b"x"), ascii("é\n😀"), ascii([1, "ü"]), hex(255), hex(-1), oct(8), bin(10), bin(-5))
# expect: a € 😀 97 8364 120 '\xe9\n\U0001f600' [1, '\xfc'] 0xff -0x1 0o10 0b1010 -0b101
for f in (lambda: chr(0x110000), lambda: chr("a"), lambda: ord(""), lambda: hex(1.5), lambda: bin("a")):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
        # expect: ValueError chr() arg not in range(0x110000)
        # expect: TypeError 'str' object cannot be interpreted as an integer
        # expect: TypeError ord() expected a character, but string of length 0 found
        # expect: TypeError 'float' object cannot be interpreted as an integer
        # expect: TypeError 'str' object cannot be interpreted as an integer
