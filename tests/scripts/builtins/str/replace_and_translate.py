print("aaa".replace("a", "b"), "aaa".replace("a", "b", 2), "abc".replace("", "-"), "abc".replace("x", "y"), ["aa".replace("aa", "")])
# expect: bbb bba -a-b-c- abc ['']
table = str.maketrans("abc", "xyz", "d")
print("abcd".translate(table), "abc".translate({97: "A", 98: None, 99: 100}), str.maketrans({"a": 1, 98: "c"}))
# expect: xyz Ad {97: 1, 98: 'c'}
print("a\tb\tc".expandtabs(4), "01\t012\t".expandtabs(), "x\ty".expandtabs(0))
# expect: a   b   c 01      012      xy
