s = "abracadabra"
print(s.find("a"), s.find("a", 1), s.find("bra", 2), s.find("z"), s.rfind("a"), s.rfind("a", 0, 5), s.find(""), s.find("", 20), s.rfind(""))
# expect: 0 3 8 -1 10 3 0 -1 11
print(s.index("c"), s.rindex("b"), s.count("a"), s.count("abra"), s.count(""), s.count("a", 1, -1), "aaaa".count("aa"))
# expect: 4 8 5 2 12 3 2
print("cad" in s, "" in s, "x" in s, s.startswith("abra"), s.startswith(("x", "ab")), s.endswith("ra", 3), s.startswith("b", 1), s.endswith(()))
# expect: True True False True True True True False
try:
    s.index("z")
except ValueError as e:
    print(e)  # expect: substring not found
try:
    5 in s
except TypeError as e:
    print(e)  # expect: 'in <string>' requires string as left operand, not int
