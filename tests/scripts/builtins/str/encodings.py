text = "aé€\U0001f600"
for encoding in ("utf-8", "utf-16", "utf-16-be", "utf-32-le", "utf-8-sig", "unicode_escape"):
    data = text.encode(encoding)
    print(encoding, data.hex(), data.decode(encoding) == text)
# expect: utf-8 61c3a9e282acf09f9880 True
# expect: utf-16 fffe6100e900ac203dd800de True
# expect: utf-16-be 006100e920acd83dde00 True
# expect: utf-32-le 61000000e9000000ac20000000f60100 True
# expect: utf-8-sig efbbbf61c3a9e282acf09f9880 True
# expect: unicode_escape 615c7865395c75323061635c553030303166363030 True
print("é".encode("latin-1"), "é€".encode("cp1252"), "€".encode("iso8859-15"), "abc".encode("US-ASCII"), b"\x80".decode("cp1252"))
# expect: b'\xe9' b'\xe9\x80' b'\xa4' b'abc' €
for errors in ("ignore", "replace", "backslashreplace", "xmlcharrefreplace", "namereplace"):
    print(errors, "é€x".encode("ascii", errors))
# expect: ignore b'x'
# expect: replace b'??x'
# expect: backslashreplace b'\\xe9\\u20acx'
# expect: xmlcharrefreplace b'&#233;&#8364;x'
# expect: namereplace b'\\N{LATIN SMALL LETTER E WITH ACUTE}\\N{EURO SIGN}x'
print("a\udcff".encode("utf-8", "surrogateescape"), ascii(b"a\xff".decode("ascii", "surrogateescape")))
# expect: b'a\xff' 'a\udcff'
print("\ud800".encode("utf-8", "surrogatepass"), ascii(b"\xed\xa0\x80".decode("utf-8", "surrogatepass")))
# expect: b'\xed\xa0\x80' '\ud800'
def attempt(function, *args):
    try:
        print(ascii(function(*args)))
    except ValueError as e:
        print(e.encoding, e.start, e.end, e.reason, "|", e)
attempt("aé€b".encode, "ascii")
# expect: ascii 1 3 ordinal not in range(128) | 'ascii' codec can't encode characters in position 1-2: ordinal not in range(128)
attempt("a\ud800".encode)
# expect: utf-8 1 2 surrogates not allowed | 'utf-8' codec can't encode character '\ud800' in position 1: surrogates not allowed
attempt(b"ab\xe2\x82".decode)
# expect: utf-8 2 4 unexpected end of data | 'utf-8' codec can't decode bytes in position 2-3: unexpected end of data
attempt(b"ab\xffcd".decode)
# expect: utf-8 2 3 invalid start byte | 'utf-8' codec can't decode byte 0xff in position 2: invalid start byte
attempt(b"\x00\xd8a\x00".decode, "utf-16-le")
# expect: utf-16-le 0 2 illegal UTF-16 surrogate | 'utf-16-le' codec can't decode bytes in position 0-1: illegal UTF-16 surrogate
attempt(b"\\x4".decode, "unicode_escape")
# expect: unicodeescape 0 3 truncated \xXX escape | 'unicodeescape' codec can't decode bytes in position 0-2: truncated \xXX escape
