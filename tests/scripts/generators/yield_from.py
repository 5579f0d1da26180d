def inner():
    x = yield "a"
    print("inner got", x)  # expect: inner got S
    try:
        yield "b"
    except KeyError as e:
        print("inner caught", repr(e))  # expect: inner caught KeyError('k')
        yield "c"
    return "done"
def outer():
    r = yield from inner()
    yield from [1, 2]
    yield from "xy"
    return r
it = outer()
print(next(it), it.send("S"), it.throw(KeyError("k")), next(it), next(it), next(it), next(it))
# expect: a b c 1 2 x y
try:
    next(it)
except StopIteration as e:
    print(e.value)  # expect: done
