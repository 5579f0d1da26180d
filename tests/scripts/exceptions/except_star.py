try:
    raise ExceptionGroup("g", [ValueError(1), TypeError(2), ExceptionGroup("n", [ValueError(3), KeyError(4)])])
except* ValueError as g:
    print("values", repr(g))
    # expect: values ExceptionGroup('g', [ValueError(1), ExceptionGroup('n', [ValueError(3)])])
except* (TypeError, KeyError) as g:
    print("others", repr(g))  # expect: others ExceptionGroup('g', [TypeError(2), ExceptionGroup('n', [KeyError(4)])])
else:
    print("no")
finally:
    print("finally")  # expect: finally
try:
    raise ValueError("plain")
except* ValueError as g:
    print(repr(g))  # expect: ExceptionGroup('', (ValueError('plain'),))
try:
    pass
except* ValueError:
    print("no")
else:
    print("else")  # expect: else
