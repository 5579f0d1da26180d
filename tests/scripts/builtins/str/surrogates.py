s = "a\ud800b\udfff"
print(len(s), ascii(s), s[1] == "\ud800", ascii(s[::-1]), s == "a\ud800b\udfff", ascii(s + "\udc00"))
# expect: 4 'a\ud800b\udfff' True '\udfffb\ud800a' True 'a\ud800b\udfff\udc00'
try:
    s.encode()
except UnicodeEncodeError as e:
    print(e)  # expect: 'utf-8' codec can't encode character '\ud800' in position 1: surrogates not allowed
print(s.encode("utf-8", "surrogatepass"), s.encode("utf-8", "replace"), s.encode("ascii", "backslashreplace"))
# expect: b'a\xed\xa0\x80b\xed\xbf\xbf' b'a?b?' b'a\\ud800b\\udfff'
print(ascii(b"\xff".decode("utf-8", "surrogateescape")), ascii("\ud83d" + "\ude00"), len("\ud83d\ude00"))
# expect: '\udcff' '\ud83d\ude00' 2
