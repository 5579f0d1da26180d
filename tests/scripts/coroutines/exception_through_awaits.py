class Y:
    def __await__(self): yield
async def inner():
    try:
        await Y()
    finally:
        print("inner cleanup")  # expect: inner cleanup
async def outer():
    try:
        await inner()
    except KeyError as e:
        print("outer", e)  # expect: outer 'k'
        raise ValueError("converted") from e
c = outer()
c.send(None)
try:
    c.throw(KeyError("k"))
except ValueError as e:
    print(repr(e), repr(e.__cause__))  # expect: ValueError('converted') KeyError('k')
