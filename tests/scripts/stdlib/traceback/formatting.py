import traceback
class MyError(Exception): pass
e = KeyError("k")
e.add_note("note")
print(traceback.format_exception_only(e), traceback.format_exception_only(MyError()), traceback.format_exception(ValueError("no traceback")))
# expect: ["KeyError: 'k'\n", 'note\n'] ['MyError\n'] ['ValueError: no traceback\n']
print(traceback.format_exception_only(ValueError, ValueError("x")), traceback.format_exc())
# expect: ['ValueError: x\n'] NoneType: None
# expect:
try:
    try:
        {}["a"]
    except KeyError as inner:
        raise ValueError("v") from inner
except ValueError as error:
    lines = "".join(traceback.format_exception(error)).splitlines()
    print(lines[0], lines[-1], lines[5] if len(lines) > 5 else None, sep="|")
    print(traceback.format_exc() == "".join(traceback.format_exception(error)), len(traceback.format_exception(error, chain=False)))
# expect: Traceback (most recent call last):|ValueError: v|
# expect: True 3
for attempt in (lambda: traceback.format_exception(3), lambda: traceback.format_exception(ValueError, ValueError())):
    try:
        attempt()
    except (TypeError, ValueError) as error:
        print(repr(error))
# expect: TypeError('Exception expected for value, int found')
# expect: ValueError('Both or neither of value and tb must be given')
