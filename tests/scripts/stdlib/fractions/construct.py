from fractions import Fraction

print(Fraction(6, -4), Fraction("3/7"), Fraction(" -1.25e1 "), Fraction(0.5), Fraction(3), Fraction())
# expect: -3/2 3/7 -25/2 1/2 3 0
print(repr(Fraction(1, 3)), Fraction(Fraction(1, 2), Fraction(3, 4)), Fraction(1.1).limit_denominator(100))
# expect: Fraction(1, 3) 2/3 11/10
for args in ((1, 0), ("x",), (1.5, 2), ("1/0",), (None,), ("1__0",)):
    try:
        print(Fraction(*args))
    except (ValueError, TypeError, ZeroDivisionError) as e:
        print(f"{type(e).__name__}: {e}")
        # expect: ZeroDivisionError: Fraction(1, 0)
        # expect: ValueError: Invalid literal for Fraction: 'x'
        # expect: TypeError: both arguments should be Rational instances
        # expect: ZeroDivisionError: Fraction(1, 0)
        # expect: TypeError: argument should be a string or a Rational instance
        # expect: ValueError: Invalid literal for Fraction: '1__0'
