import math
def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)
attempt(math.sqrt, -1)  # expect: ValueError math domain error
attempt(math.log, 0)  # expect: ValueError math domain error
attempt(math.log, 10, 1)  # expect: ZeroDivisionError float division by zero
attempt(math.exp, 1000)  # expect: OverflowError math range error
attempt(math.pow, 0, -1)  # expect: ValueError math domain error
attempt(math.gamma, -1)  # expect: ValueError math domain error
attempt(math.acos, 2)  # expect: ValueError math domain error
attempt(math.sin, math.inf)  # expect: ValueError math domain error
attempt(math.factorial, -1)  # expect: ValueError factorial() not defined for negative values
attempt(math.factorial, 1.5)  # expect: TypeError 'float' object cannot be interpreted as an integer
attempt(math.comb, 5, -1)  # expect: ValueError k must be a non-negative integer
attempt(math.isqrt, -1)  # expect: ValueError isqrt() argument must be nonnegative
attempt(math.gcd, 1.5)  # expect: TypeError 'float' object cannot be interpreted as an integer
attempt(math.ldexp, 1, 2000)  # expect: OverflowError math range error
attempt(math.ldexp, 1, 2.0)  # expect: TypeError Expected an int as second argument to ldexp.
attempt(math.fmod, 1, 0)  # expect: ValueError math domain error
attempt(math.fsum, [math.inf, -math.inf])  # expect: ValueError -inf + inf in fsum
attempt(math.fsum, [1e308, 1e308])  # expect: OverflowError intermediate overflow in fsum
attempt(math.sumprod, [1], [1, 2])  # expect: ValueError Inputs are not the same length
attempt(math.dist, (1,), (1, 2))  # expect: ValueError both points must have the same number of dimensions
attempt(math.isclose, 1, 2, rel_tol=-1)  # expect: ValueError tolerances must be non-negative
attempt(math.floor, "a")  # expect: TypeError must be real number, not str
attempt(math.trunc, "a")  # expect: TypeError type str doesn't define __trunc__ method
attempt(math.sqrt, 10**400)  # expect: OverflowError int too large to convert to float
attempt(math.floor, math.nan)  # expect: ValueError cannot convert float NaN to integer
attempt(math.nextafter, 1, 2, steps=-1)  # expect: ValueError steps must be a non-negative integer
attempt(math.fma, math.inf, 0, 1)  # expect: ValueError invalid operation in fma
