async def lonely(): pass
lonely()
print("after")  # expect: after
def f():
    c = lonely()
    print("in f")  # expect: in f
f()
print("end")  # expect: end
