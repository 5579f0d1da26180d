from collections import UserString

s = UserString("hello world")
print(s, repr(s), len(s), s[0:5], type(s.upper()).__name__)  # expect: hello world 'hello world' 11 hello UserString
print(s + "!", "> " + s, s * 2, "wor" in s, s == "hello world")
# expect: hello world! > hello world hello worldhello world True True
print(s.replace("o", "0"), s.title(), s.split(), s.find("w"), s.startswith("he"))
# expect: hell0 w0rld Hello World ['hello', 'world'] 6 True
print(UserString("%d-%s") % (1, "a"), hash(s) == hash("hello world"), s.encode())  # expect: 1-a True b'hello world'
