def g():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("exit")  # expect: exit
        raise
    finally:
        print("finally")  # expect: finally
it = g()
next(it)
print(it.close(), it.close(), next(it, "closed"))  # expect: None None closed
unstarted = g()
unstarted.close()
def stubborn():
    try:
        yield
    except GeneratorExit:
        yield "no"
it = stubborn()
next(it)
try:
    it.close()
except RuntimeError as e:
    print(e)  # expect: generator ignored GeneratorExit
