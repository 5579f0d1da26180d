class It:
    def __init__(self, n): self.i, self.n = 0, n
    def __aiter__(self): return self
    async def __anext__(self):
        if self.i == self.n: raise StopAsyncIteration
        self.i += 1
        return self.i
async def main():
    async for v in It(2):
        print(v)
        # expect: 1
        # expect: 2
    else:
        print("else")  # expect: else
    async for v in It(3):
        if v == 2: break
    else:
        print("no")
    return [v async for v in It(3) if v != 2], {v: v async for v in It(1)}, {v async for v in It(1)}
try:
    main().send(None)
except StopIteration as e:
    print(e.value)  # expect: ([1, 3], {1: 1}, {1})
