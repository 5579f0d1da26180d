import unicodedata as u
print([u.category(c) for c in "aA1 é€!\n"], u.name("é"), u.name("\x00", "none"), ascii(u.lookup("SNOWMAN")))
# expect: ['Ll', 'Lu', 'Nd', 'Zs', 'Ll', 'Sc', 'Po', 'Cc'] LATIN SMALL LETTER E WITH ACUTE none '\u2603'
print(u.decimal("٣"), u.digit("²"), u.numeric("½"), u.numeric("万"), u.decimal("x", -1), u.combining("\u0301"))
# expect: 3 2 0.5 10000.0 -1 230
print(u.east_asian_width("中"), u.east_asian_width("a"), u.mirrored("("), u.mirrored("a"))  # expect: W Na 1 0
print(ascii(u.normalize("NFD", "é")), ascii(u.normalize("NFC", "e\u0301")), u.normalize("NFKC", "ﬁ"), u.is_normalized("NFC", "é"))
# expect: 'e\u0301' '\xe9' fi True
def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as e:
        print(type(e).__name__, e)
attempt(u.name, "\x00")  # expect: ValueError no such name
attempt(u.lookup, "NO SUCH NAME")  # expect: KeyError "undefined character name 'NO SUCH NAME'"
attempt(u.decimal, "x")  # expect: ValueError not a decimal
attempt(u.category, "ab")  # expect: TypeError category() argument must be a unicode character, not str
attempt(u.normalize, "NFX", "é")  # expect: ValueError invalid normalization form
