def g():
    while True:
        try:
            v = yield "ready"
        except ValueError as e:
            yield f"caught {e}"
it = g()
print(next(it), it.throw(ValueError("v")), next(it))  # expect: ready caught v ready
try:
    it.throw(KeyError("k"))
except KeyError as e:
    print("out", e)  # expect: out 'k'
print(next(it, "finished"))  # expect: finished
fresh = g()
try:
    fresh.throw(ValueError("before start"))
except ValueError as e:
    print(e)  # expect: before start
print(next(fresh, "finished"))  # expect: finished
try:
    g().throw(5)
except TypeError as e:
    print(e)  # expect: exceptions must be classes or instances deriving from BaseException, not int
