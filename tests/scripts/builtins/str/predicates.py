for s in ("abc", "ABC", "Abc", "a1", "12", "½", "²", "", " ", "\t\n", "a b", "Ab Cd", "_x", "1x", "é", "٣", "class"):
    print(repr(s), s.isalpha(), s.isdigit(), s.isdecimal(), s.isnumeric(), s.isalnum(), s.islower(), s.isupper(), s.istitle(), s.isspace(), s.isidentifier(), s.isascii(), s.isprintable())
    # expect: 'abc' True False False False True True False False False True True True
    # expect: 'ABC' True False False False True False True False False True True True
    # expect: 'Abc' True False False False True False False True False True True True
    # expect: 'a1' False False False False True True False False False True True True
    # expect: '12' False True True True True False False False False False True True
    # expect: '½' False False False True True False False False False False False True
    # expect: '²' False True False True True False False False False False False True
    # expect: '' False False False False False False False False False False True True
    # expect: ' ' False False False False False False False False True False True True
    # expect: '\t\n' False False False False False False False False True False True False
    # expect: 'a b' False False False False False True False False False False True True
    # expect: 'Ab Cd' False False False False False False False True False False True True
    # expect: '_x' False False False False False True False False False True True True
    # expect: '1x' False False False False True True False False False False True True
    # expect: 'é' True False False False True True False False False True False True
    # expect: '٣' False True True True True False False False False False False True
    # expect: 'class' True False False False True True False False False True True True
