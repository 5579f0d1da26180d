async def f(): return 1
c = f()
async def main():
    print(await c)  # expect: 1
    try:
        await c
    except RuntimeError as e:
        print(e)  # expect: cannot reuse already awaited coroutine
try:
    main().send(None)
except StopIteration:
    print("done")  # expect: done
