class Y:
    def __await__(self):
        try:
            yield "suspended"
        except ValueError as e:
            print("caught", e)
            return "recovered"
        finally:
            print("finally")
async def f():
    r = await Y()
    print(r)
    return r
c = f()
print(c.send(None))  # expect: suspended
try:
    c.throw(ValueError("v"))
except StopIteration as e:
    print("value", e.value)
# expect: caught v
# expect: finally
# expect: recovered
# expect: value recovered
c = f()
c.send(None)
c.close()  # expect: finally
c.close()
c = f()
try:
    c.throw(KeyError("unstarted"))
except KeyError as e:
    print(e)  # expect: 'unstarted'
c = f()
try:
    c.send(1)
except TypeError as e:
    print(e)  # expect: can't send non-None value to a just-started coroutine
c.close()
