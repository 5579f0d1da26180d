import sys
async def g():
    try:
        yield 1
    finally:
        print("closed")
def first(gen): print("first iteration", gen.__name__)
def final(gen):
    print("finalizer")
    try:
        gen.aclose().send(None)
    except StopIteration:
        pass
sys.set_asyncgen_hooks(first, final)
it = g()
try:
    it.__anext__().send(None)
except StopIteration as e:
    print(e.value)
# expect: first iteration g
# expect: 1
del it
# expect: finalizer
# expect: closed
print("end")  # expect: end
sys.set_asyncgen_hooks(None, None)
