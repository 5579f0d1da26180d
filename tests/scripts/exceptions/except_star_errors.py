def attempt(kind):
    try:
        try:
            raise ValueError(1)
        except* kind:
            pass
    except TypeError as e:
        print(e)
attempt(ExceptionGroup)  # expect: catching ExceptionGroup with except* is not allowed. Use except instead.
attempt(5)  # expect: catching classes that do not inherit from BaseException is not allowed
attempt((ValueError, ExceptionGroup))
# expect: catching ExceptionGroup with except* is not allowed. Use except instead.
