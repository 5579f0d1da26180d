print(str(), str(5), str(None), str(b"x"), str(b"\xc3\xa9", "utf-8"), str(b"\xff", "ascii", "replace"), str("s"), str([1, "a"]))
# expect:  5 None b'x' é � s [1, 'a']
class S:
    def __str__(self): return "S!"
class R:
    def __repr__(self): return "R!"
print(str(S()), str(R()), [S, R()][1], f"{S()}", "%s" % S())  # expect: S! R! R! S! S!
class Bad:
    def __str__(self): return 5
try:
    str(Bad())
except TypeError as e:
    print(e)  # expect: __str__ returned non-string (type int)
class BadR:
    def __repr__(self): return None
try:
    repr(BadR())
except TypeError as e:
    print(e)  # expect: __repr__ returned non-string (type NoneType)
