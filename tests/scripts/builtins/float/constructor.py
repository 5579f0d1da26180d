print(float("1.5"), float("  -2e3\n"), float("inf"), float("-Infinity"), float("nan"), float("1_0.5"), float(3), float(True), float(), float(".5"), float("5."))
# expect: 1.5 -2000.0 inf -inf nan 10.5 3.0 1.0 0.0 0.5 5.0
class F:
    def __float__(self): return 2.5
class I:
    def __index__(self): return 7
print(float(F()), float(I()))  # expect: 2.5 7.0
def attempt(v):
    try:
        float(v)
    except Exception as e:
        print(type(e).__name__, e)
attempt("abc")  # expect: ValueError could not convert string to float: 'abc'
attempt("")  # expect: ValueError could not convert string to float: ''
attempt("1e")  # expect: ValueError could not convert string to float: '1e'
attempt(None)  # expect: TypeError float() argument must be a string or a real number, not 'NoneType'
attempt("0x10")  # expect: ValueError could not convert string to float: '0x10'
attempt([])  # expect: TypeError float() argument must be a string or a real number, not 'list'
attempt("1__0")  # expect: ValueError could not convert string to float: '1__0'
