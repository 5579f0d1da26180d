import traceback
def f(): raise ValueError("v")
try:
    f()
except ValueError as e:
    print(len(traceback.format_exception(e)), traceback.format_exception_only(type(e), e))
    # expect: 4 ['ValueError: v\n']
    print("Traceback (most recent call last):" in traceback.format_exc(), traceback.extract_tb(e.__traceback__)[-1].name)
    # expect: True f
print(traceback.format_exception_only(SyntaxError("bad")), traceback.format_exception_only(KeyError("k")))
# expect: ['SyntaxError: bad\n'] ["KeyError: 'k'\n"]
