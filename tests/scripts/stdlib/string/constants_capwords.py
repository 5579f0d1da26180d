import string

print(string.ascii_lowercase, string.digits, string.hexdigits)
# expect: abcdefghijklmnopqrstuvwxyz 0123456789 0123456789abcdefABCDEF
print(string.punctuation)  # expect: !"#$%&'()*+,-./:;<=>?@[\]^_`{|}~
print(repr(string.whitespace), len(string.printable))  # expect: ' \t\n\r\x0b\x0c' 100
print(string.capwords("  hello   big world "), string.capwords("a-b-c", "-"))  # expect: Hello Big World A-B-C
