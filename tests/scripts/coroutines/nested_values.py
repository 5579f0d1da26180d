class Step:
    def __init__(self, n): self.n = n
    def __await__(self): return (yield self.n)
async def leaf(n):
    return await Step(n)
async def middle(n):
    a = await leaf(n)
    b = await leaf(n + 1)
    return a, b
async def top():
    return [await middle(10), await middle(20)]
c = top()
value = c.send(None)
sent = 0
while True:
    print("yielded", value)
    # expect: yielded 10
    # expect: yielded 11
    # expect: yielded 20
    # expect: yielded 21
    sent += 1
    try:
        value = c.send(sent)
    except StopIteration as e:
        print(e.value)  # expect: [(1, 2), (3, 4)]
        break
