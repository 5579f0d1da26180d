try:
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError as g:
        print("handled", g.exceptions)  # expect: handled (ValueError(1),)
except ExceptionGroup as rest:
    print("left", repr(rest))  # expect: left ExceptionGroup('g', [TypeError(2)])
try:
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise KeyError("new")
except ExceptionGroup as g:
    print(repr(g), repr(g.exceptions[0]))
    # expect: ExceptionGroup('', [KeyError('new'), ExceptionGroup('g', [TypeError(2)])]) KeyError('new')
try:
    try:
        raise ExceptionGroup("g", [ValueError(1)])
    except* ValueError:
        raise
except ExceptionGroup as g:
    print(repr(g))  # expect: ExceptionGroup('g', [ValueError(1)])
