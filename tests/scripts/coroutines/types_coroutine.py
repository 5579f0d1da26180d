import types
@types.coroutine
def switch(v):
    return (yield v)
async def main():
    return await switch("a") + await switch("b")
c = main()
print(c.send(None), c.send("x"))  # expect: a b
try:
    c.send("y")
except StopIteration as e:
    print(e.value)  # expect: xy
