class M:
    async def __aenter__(self):
        print("enter")
        return "value"
    async def __aexit__(self, kind, e, tb):
        print("exit", kind and kind.__name__)
        return kind is ValueError
async def main():
    async with M() as v, M():
        print(v)
    async with M():
        raise ValueError
    print("swallowed")
    try:
        async with M():
            raise KeyError
    except KeyError:
        print("out")
try:
    main().send(None)
except StopIteration:
    print("done")
# expect: enter
# expect: enter
# expect: value
# expect: exit None
# expect: exit None
# expect: enter
# expect: exit ValueError
# expect: swallowed
# expect: enter
# expect: exit KeyError
# expect: out
# expect: done
