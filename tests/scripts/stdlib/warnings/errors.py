import warnings
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        warnings.warn("boom", SyntaxWarning)
    except SyntaxWarning as error:
        print(repr(error))
# expect: SyntaxWarning('boom')
with warnings.catch_warnings():
    warnings.filterwarnings("error", message="b.*d", category=UserWarning)
    try:
        warnings.warn("BAD")
    except UserWarning as error:
        print(error)
# expect: BAD
for attempt in (
    lambda: warnings.simplefilter("foo"), lambda: warnings.warn("x", int), lambda: warnings.warn("x", 3),
    lambda: warnings.filterwarnings("error", lineno=-1),
):
    try:
        attempt()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
# expect: ValueError invalid action: 'foo'
# expect: TypeError category must be a Warning subclass, not 'type'
# expect: TypeError category must be a Warning subclass, not 'int'
# expect: ValueError lineno must be an int >= 0
