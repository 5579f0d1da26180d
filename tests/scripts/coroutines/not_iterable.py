async def f(): pass
c = f()
for use in (iter, list, next, len):
    try:
        use(c)
    except TypeError as e:
        print(e)
        # expect: 'coroutine' object is not iterable
        # expect: 'coroutine' object is not iterable
        # expect: 'coroutine' object is not an iterator
        # expect: object of type 'coroutine' has no len()
try:
    for x in c: pass
except TypeError as e:
    print(e)  # expect: 'coroutine' object is not iterable
c.close()
