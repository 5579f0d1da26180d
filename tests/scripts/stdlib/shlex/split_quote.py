import shlex

print(shlex.split("ls -l 'a b' \"c \\\" d\" e\\ f ''"))  # expect: ['ls', '-l', 'a b', 'c " d', 'e f', '']
print(shlex.split("a # b\nc", comments=True), shlex.split("a # b"))  # expect: ['a', 'c'] ['a', '#', 'b']
print(shlex.quote("it's"), shlex.quote(""), shlex.quote("safe-1.0"), shlex.join(["a b", "c"]))
# expect: 'it'"'"'s' '' safe-1.0 'a b' c
for bad in ("'open", "end\\"):
    try:
        shlex.split(bad)
    except ValueError as e:
        print(e)
        # expect: No closing quotation
        # expect: No escaped character
