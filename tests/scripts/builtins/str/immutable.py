s = "abc"
def attempt(code):
    try:
        exec(code)
    except Exception as e:
        print(type(e).__name__, e)
attempt("s[0] = 'x'")  # expect: TypeError 'str' object does not support item assignment
attempt("del s[0]")  # expect: TypeError 'str' object doesn't support item deletion
attempt("s.x = 1")
# expect: AttributeError 'str' object has no attribute 'x' and no __dict__ for setting new attributes
attempt("s.upper = 1")  # expect: AttributeError 'str' object attribute 'upper' is read-only
t = s
t += "d"
print(s, t, hash("abc") == hash("ab" + "c"), "a" * 20 == "a" * 10 + "a" * 10)  # expect: abc abcd True True
