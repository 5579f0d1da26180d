print(format(5), format(5, "05"), format("a", ">3"), format(3.14159, ".2f"), format(None), format([1]), format(255, "#X"), format(1234567, ","), format(True), format(0.5, ".0%"))
# expect: 5 00005   a 3.14 None [1] 0XFF 1,234,567 True 50%
class F:
    def __format__(self, s): return "spec:" + s
class Bad:
    def __format__(self, s): return 5
print(format(F(), "abc"), format(F()))  # expect: spec:abc spec:
for f in (lambda: format([], "x"), lambda: format(None, ">5"), lambda: format(Bad()), lambda: format(5, "q"), lambda: format(5, 5), lambda: format(object(), "a"), lambda: format(5, ".2d"), lambda: format("a", "d"), lambda: format(5.5, "d"), lambda: format(5, "1000000000000000000000d")):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
        # expect: TypeError unsupported format string passed to list.__format__
        # expect: TypeError unsupported format string passed to NoneType.__format__
        # expect: TypeError __format__ must return a str, not int
        # expect: ValueError Unknown format code 'q' for object of type 'int'
        # expect: TypeError format() argument 2 must be str, not int
        # expect: TypeError unsupported format string passed to object.__format__
        # expect: ValueError Precision not allowed in integer format specifier
        # expect: ValueError Unknown format code 'd' for object of type 'str'
        # expect: ValueError Unknown format code 'd' for object of type 'float'
        # expect: ValueError Too many decimal digits in format string
