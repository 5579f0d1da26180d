class C:
    x = 1
c = C()
print(getattr(c, "x"), getattr(c, "y", "default"), hasattr(c, "x"), hasattr(c, "y"))  # expect: 1 default True False
setattr(c, "y", 5)
print(c.y, vars(c), delattr(c, "y"), vars(c), "x" in dir(c), callable(C), callable(c), callable(len), callable(lambda: 0))
# expect: 5 {} None {} True True False True True
def attempt(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: getattr(c, "zzz"))  # expect: AttributeError 'C' object has no attribute 'zzz'
attempt(lambda: getattr(c, 5))  # expect: TypeError attribute name must be string, not 'int'
attempt(lambda: setattr(c, 5, 1))  # expect: TypeError attribute name must be string, not 'int'
attempt(lambda: delattr(c, "nope"))  # expect: AttributeError 'C' object has no attribute 'nope'
attempt(lambda: vars(5))  # expect: TypeError vars() argument must have __dict__ attribute
attempt(lambda: getattr(c))  # expect: TypeError getattr expected at least 2 arguments, got 1
