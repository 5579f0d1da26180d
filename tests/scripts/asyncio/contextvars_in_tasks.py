import asyncio, contextvars
v = contextvars.ContextVar("v", default="dflt")
async def child(n):
    print(n, v.get())
    # expect: a main
    # expect: b main
    v.set(n)
    await asyncio.sleep(0)
    print(n, v.get())
    # expect: a a
    # expect: b b
async def main():
    v.set("main")
    await asyncio.gather(child("a"), child("b"))
    print(v.get())  # expect: main
    asyncio.get_running_loop().call_soon(lambda: print("callback", v.get()))  # expect: callback main
    v.set("later")
    await asyncio.sleep(0)
asyncio.run(main())
