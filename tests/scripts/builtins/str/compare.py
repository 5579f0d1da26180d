print("a" < "b", "a" < "B", "abc" < "abd", "" < "a", "Z" < "a", "é" > "z", "10" < "9", "a" == "a", "a" != "A")
# expect: True False True True True True True True True
print(sorted(["b", "B", "a", "ä", "Z", "", "aa"]), max("hello"), min("hello"))
# expect: ['', 'B', 'Z', 'a', 'aa', 'b', 'ä'] o e
print("\ud7ff" < "\ue000" < "\U00010000", sorted(["\uffff", "\U00010000", "z"]) == ["z", "\uffff", "\U00010000"])
# expect: True True
