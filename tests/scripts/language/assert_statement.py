assert True
assert 1, "unused"
try:
    assert 0
except AssertionError as e:
    print(repr(e), e.args)  # expect: AssertionError() ()
try:
    assert [], "empty list"
except AssertionError as e:
    print(repr(e))  # expect: AssertionError('empty list')
def message():
    print("evaluated")  # expect: evaluated
    return "why"
assert True, message()
assert False, message()  # raises: AssertionError: why
