# Indexing text that is not ASCII goes through an index of positions; it must agree with a list of the characters.
text = "".join(chr(97 + i % 26) if i % 3 else chr(0xe0 + i % 20) for i in range(2000)) + "\U0001f600" * 10
chars = list(text)
print(len(text), all(text[i] == chars[i] for i in range(len(text))), text[-1] == chars[-1], text[1999] == chars[1999])
# expect: 2010 True True True
print(all(text[i:i + 7] == "".join(chars[i:i + 7]) for i in range(0, 2010, 13)), text[1990:][::-1] == "".join(chars[1990:])[::-1])
# expect: True True
print(text.find("\U0001f600"), text.index("\U0001f600", 2005), text.rfind("z"), text.count("\U0001f600"), text.find("a", 1000, 1100))
# expect: 2000 2005 1975 10 1040
