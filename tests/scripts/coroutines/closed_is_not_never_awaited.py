async def f(): pass
c = f()
c.close()
del c
print("no warning")  # expect: no warning
