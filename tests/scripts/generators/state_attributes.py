import inspect
def g(a):
    b = a + 1
    yield b
it = g(1)
print(inspect.getgeneratorstate(it), it.gi_running, it.gi_yieldfrom, it.__name__, it.__qualname__)
# expect: GEN_CREATED False None g g
next(it)
print(inspect.getgeneratorstate(it), it.gi_frame.f_locals)  # expect: GEN_SUSPENDED {'a': 1, 'b': 2}
next(it, None)
print(inspect.getgeneratorstate(it), it.gi_frame)  # expect: GEN_CLOSED None
print(inspect.isgeneratorfunction(g), inspect.isgenerator(it))  # expect: True True
