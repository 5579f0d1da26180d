import asyncio

print(asyncio.TimeoutError is TimeoutError, issubclass(asyncio.CancelledError, BaseException))  # expect: True True
print(issubclass(asyncio.CancelledError, Exception), issubclass(asyncio.InvalidStateError, Exception))
# expect: False True
e = asyncio.IncompleteReadError(b"abc", 5)
print(e, e.partial, e.expected, isinstance(e, EOFError))
# expect: 3 bytes read on a total of 5 expected bytes b'abc' 5 True
print(asyncio.IncompleteReadError(b"", None))  # expect: 0 bytes read on a total of undefined expected bytes
e = asyncio.LimitOverrunError("too long", 7)
print(e, e.consumed)  # expect: too long 7
print(asyncio.BrokenBarrierError.__mro__[1].__name__)  # expect: RuntimeError
