from contextlib import suppress
with suppress(KeyError, IndexError) as nothing:
    [][1]
print(nothing)  # expect: None
try:
    with suppress(KeyError):
        raise ValueError("other")
except ValueError as error:
    print(error)
# expect: other
with suppress(KeyError):
    raise ExceptionGroup("group", [KeyError(1), KeyError(2)])
try:
    with suppress(KeyError):
        raise ExceptionGroup("group", [KeyError(1), ValueError(2)])
except ExceptionGroup as error:
    print(repr(error))
# expect: ExceptionGroup('group', [ValueError(2)])
s = suppress(ValueError)
with s:
    with s:
        raise ValueError
    print("inner done")
# expect: inner done
