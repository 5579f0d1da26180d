s = "hello World ß ǆ"
print(s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), "Straße".casefold())
# expect: HELLO WORLD SS Ǆ hello world ß ǆ Hello World Ss ǅ Hello world ß ǆ HELLO wORLD SS Ǆ strasse
print("ΑΣ".lower(), "İ".lower() == "i̇", "ﬁ".upper(), "they're bill's".title())  # expect: ας True FI They'Re Bill'S
