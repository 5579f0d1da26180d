from contextlib import ExitStack, contextmanager
@contextmanager
def managed(name):
    print("enter", name)
    yield name
    print("exit", name)
with ExitStack() as stack:
    print(stack.enter_context(managed("a")))
    stack.callback(print, "callback", 1, sep="-")
    stack.push(lambda *details: print(details))
    @stack.callback
    def last(): print("last added")
# expect: enter a
# expect: a
# expect: last added
# expect: (None, None, None)
# expect: callback-1
# expect: exit a
with ExitStack() as stack:
    stack.callback(print, "kept")
    kept = stack.pop_all()
print("left")  # expect: left
kept.close()  # expect: kept
try:
    ExitStack().enter_context(3)
except TypeError as error:
    print(error)
# expect: 'builtins.int' object does not support the context manager protocol
