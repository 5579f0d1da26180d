def attempt(f):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e, sep=": ")
        # expect: TypeError: 'int' object does not support the context manager protocol
        # expect: TypeError: 'NoExit' object does not support the context manager protocol (missed __exit__ method)
        # expect: RuntimeError: enter
        # expect: ValueError: from exit
def plain():
    with 5: pass
class NoExit:
    def __enter__(self): pass
def no_exit():
    with NoExit(): pass
class FailEnter:
    def __enter__(self): raise RuntimeError("enter")
    def __exit__(self, *a): print("not called")
def fail_enter():
    with FailEnter(): pass
class FailExit:
    def __enter__(self): pass
    def __exit__(self, *a): raise ValueError("from exit")
def fail_exit():
    with FailExit():
        raise KeyError("body")
for f in (plain, no_exit, fail_enter, fail_exit):
    attempt(f)
try:
    fail_exit()
except ValueError as e:
    print(repr(e.__context__))  # expect: KeyError('body')
