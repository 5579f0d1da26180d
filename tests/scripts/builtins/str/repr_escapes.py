for s in ("plain", "it's", 'say "x"', "both ' and \"", "tab\tnl\n", "\x00\x1f\x7f", "é ñ", "\u200b\ufeff", "\U0001f600", "\ud800", "\\", "\xad", "日本"):
    print(ascii(s), repr(s).isprintable(), len(repr(s)))
    # expect: 'plain' True 7
    # expect: "it's" True 6
    # expect: 'say "x"' True 9
    # expect: 'both \' and "' True 15
    # expect: 'tab\tnl\n' True 11
    # expect: '\x00\x1f\x7f' True 14
    # expect: '\xe9 \xf1' True 5
    # expect: '\u200b\ufeff' True 14
    # expect: '\U0001f600' True 3
    # expect: '\ud800' True 8
    # expect: '\\' True 4
    # expect: '\xad' True 6
    # expect: '\u65e5\u672c' True 4
print(repr("it's"), repr('"'), repr("'\""), repr("a\nb\t\r\\"), repr("\x01é"))
# expect: "it's" '"' '\'"' 'a\nb\t\r\\' '\x01é'
