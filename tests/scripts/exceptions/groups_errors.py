def attempt(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
attempt(lambda: ExceptionGroup("m", []))
# expect: ValueError second argument (exceptions) must be a non-empty sequence
attempt(lambda: ExceptionGroup("m", [5]))
# expect: ValueError Item 0 of second argument (exceptions) is not an exception
attempt(lambda: ExceptionGroup("m"))
# expect: TypeError BaseExceptionGroup.__new__() takes exactly 2 arguments (1 given)
attempt(lambda: ExceptionGroup(5, [ValueError()]))
# expect: TypeError BaseExceptionGroup.__new__() argument 1 must be str, not int
attempt(lambda: ExceptionGroup("m", [KeyboardInterrupt()]))
# expect: TypeError Cannot nest BaseExceptions in an ExceptionGroup
attempt(lambda: ExceptionGroup("m", 5))  # expect: TypeError second argument (exceptions) must be a sequence
